"""Whether one can join, until when it runs, and a slug that a feed gives."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='listing',
            name='can_join',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='listing',
            name='runs_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='slug',
            field=models.SlugField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='claim',
            name='fact',
            field=models.CharField(choices=[('step_free', 'Step-free way in'), ('accessible_toilet', 'Accessible toilet'), ('hearing_loop', 'Hearing loop'), ('parking', 'Parking for Blue Badge holders'), ('public_transport', 'Near a bus, tram or train'), ('quiet_space', 'Quiet space'), ('sign_language', 'Sign language'), ('childcare', 'Childcare, or children can come'), ('mental_health_aware', 'Knows about mental health'), ('small_group', 'Small group, ten people or fewer'), ('peer_led', 'Led by people who have been there'), ('trauma_informed', 'Trained about trauma'), ('come_when_you_can', 'Come when you can, no sign-up'), ('newcomer_welcome', 'Somebody welcomes new people'), ('who_meets_you', 'Who meets you'), ('way_in', 'How to find the door'), ('noise', 'How noisy it is'), ('toilets', 'Toilets'), ('what_to_bring', 'What to bring'), ('quiet_time', 'A quiet time to visit'), ('is_free', 'Free of charge'), ('price', 'What it costs'), ('minimum_age', 'Youngest age'), ('maximum_age', 'Oldest age'), ('open_to_everyone', 'Open to everyone'), ('needs_referral', 'Somebody has to refer you'), ('formats', 'In person, online or by phone'), ('scope', 'How far it reaches'), ('languages', 'Languages spoken'), ('opening', 'Days and times'), ('has_closed', 'Closed for good'), ('sector', 'Who runs it'), ('can_join', 'Something you can join or use'), ('audiences', 'Who it is made for'), ('is_only_for_audiences', 'Only for them'), ('name', 'Name'), ('summary', 'What it is'), ('phone', 'Phone'), ('email', 'Email'), ('website', 'Website'), ('kinds', 'Kinds of thing to do'), ('topics', 'Topics'), ('cautions', 'Cautions')], max_length=24),
        ),
        migrations.AlterField(
            model_name='question',
            name='fact',
            field=models.CharField(choices=[('step_free', 'Step-free way in'), ('accessible_toilet', 'Accessible toilet'), ('hearing_loop', 'Hearing loop'), ('parking', 'Parking for Blue Badge holders'), ('public_transport', 'Near a bus, tram or train'), ('quiet_space', 'Quiet space'), ('sign_language', 'Sign language'), ('childcare', 'Childcare, or children can come'), ('mental_health_aware', 'Knows about mental health'), ('small_group', 'Small group, ten people or fewer'), ('peer_led', 'Led by people who have been there'), ('trauma_informed', 'Trained about trauma'), ('come_when_you_can', 'Come when you can, no sign-up'), ('newcomer_welcome', 'Somebody welcomes new people'), ('who_meets_you', 'Who meets you'), ('way_in', 'How to find the door'), ('noise', 'How noisy it is'), ('toilets', 'Toilets'), ('what_to_bring', 'What to bring'), ('quiet_time', 'A quiet time to visit'), ('is_free', 'Free of charge'), ('price', 'What it costs'), ('minimum_age', 'Youngest age'), ('maximum_age', 'Oldest age'), ('open_to_everyone', 'Open to everyone'), ('needs_referral', 'Somebody has to refer you'), ('formats', 'In person, online or by phone'), ('scope', 'How far it reaches'), ('languages', 'Languages spoken'), ('opening', 'Days and times'), ('has_closed', 'Closed for good'), ('sector', 'Who runs it'), ('can_join', 'Something you can join or use'), ('audiences', 'Who it is made for'), ('is_only_for_audiences', 'Only for them'), ('name', 'Name'), ('summary', 'What it is'), ('phone', 'Phone'), ('email', 'Email'), ('website', 'Website'), ('kinds', 'Kinds of thing to do'), ('topics', 'Topics'), ('cautions', 'Cautions')], max_length=24),
        ),
    ]
