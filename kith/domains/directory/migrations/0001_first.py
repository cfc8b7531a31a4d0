"""The directory's first tables."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('running', 'Under way'), ('finished', 'Finished'), ('failed', 'Stopped by an error')], default='running', max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('mapping', models.CharField(blank=True, max_length=80)),
                ('checkpoint', models.PositiveIntegerField(default=0)),
                ('records_in', models.PositiveIntegerField(default=0)),
                ('kept', models.PositiveIntegerField(default=0)),
                ('candidates', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('warned', models.PositiveIntegerField(default=0)),
                ('services', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],options={"constraints": [models.CheckConstraint(condition=models.Q(('state', 'running'), ('state', 'failed'), ('records_in', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('kept'), '+', models.F('candidates')), '+', models.F('refused'))), _connector='OR'), name='directory_run_adds_up')],},),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source_key', models.CharField(max_length=200)),
                ('name', models.CharField(blank=True, max_length=255)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('town', models.CharField(blank=True, max_length=100)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('precision', models.CharField(blank=True, choices=[('point', 'Exact'), ('postcode', 'By postcode'), ('sector', 'By part of a postcode'), ('outcode', 'By postcode district')], max_length=10)),
                ('kind', models.CharField(choices=[('venue', 'Where it happens'), ('office', "The organisation's own address"), ('area', 'The middle of the area it serves'), ('nowhere', 'No place')], default='venue', max_length=8)),
                ('transport', models.CharField(blank=True, max_length=400)),
                ('identifiers', models.JSONField(blank=True, default=dict)),
            ],options={"constraints": [models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lon', None)), models.Q(('lat__isnull', False), ('lon__isnull', False)), _connector='OR'), name='directory_location_has_whole_point')],},),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source_key', models.CharField(max_length=200)),
                ('digest', models.CharField(blank=True, max_length=32)),
                ('name', models.CharField(max_length=255)),
                ('description', models.TextField(blank=True)),
                ('website', models.CharField(blank=True, max_length=400)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('sector', models.CharField(blank=True, choices=[('community', 'A community group or charity'), ('statutory', 'The council'), ('clinical', 'Health service'), ('business', 'A business')], max_length=12)),
                ('identifiers', models.JSONField(blank=True, default=dict)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('postcode', models.CharField(blank=True, max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('file', 'A file'), ('feed', 'A feed'), ('ours', 'Written by us')], default='file', max_length=8)),
                ('licence', models.CharField(blank=True, max_length=300)),
                ('credit', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='FieldWarning',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('record', models.CharField(max_length=200)),
                ('field', models.CharField(max_length=80)),
                ('problem', models.CharField(max_length=60)),
                ('value', models.CharField(blank=True, max_length=120)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='warnings', to='directory.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='Accessibility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accessibility', to='directory.location')),
            ],
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('record', models.CharField(max_length=200)),
                ('reason', models.CharField(max_length=60)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='directory.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('listings', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='directory_searchword_trgm', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source_key', models.CharField(max_length=200)),
                ('digest', models.CharField(blank=True, max_length=32)),
                ('slug', models.SlugField(blank=True, max_length=100)),
                ('name', models.CharField(max_length=255)),
                ('description', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=400)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('status', models.CharField(choices=[('active', 'Active'), ('inactive', 'Not running now'), ('defunct', 'Closed for good'), ('temporarily closed', 'Closed for a while')], default='active', max_length=20)),
                ('fees', models.TextField(blank=True)),
                ('alert', models.TextField(blank=True)),
                ('application', models.TextField(blank=True)),
                ('assured_on', models.DateField(blank=True, null=True)),
                ('assured_by', models.CharField(blank=True, max_length=120)),
                ('next_check_on', models.DateField(blank=True, null=True)),
                ('changed_on', models.DateField(blank=True, null=True)),
                ('first_read_at', models.DateTimeField()),
                ('missing_since', models.DateField(blank=True, null=True)),
                ('is_withdrawn', models.BooleanField(default=False)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='directory.service')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.organisation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.source')),
            ],options={"constraints": [models.UniqueConstraint(fields=('source', 'source_key'), name='directory_service_once_a_source'),models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='directory_service_not_merged_into_itself')],},),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=60)),
                ('description', models.CharField(blank=True, max_length=200)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=10)),
                ('name', models.CharField(max_length=100)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='Eligibility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField(blank=True)),
                ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('maximum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('service', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='eligibility', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='CostOption',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('option', models.CharField(blank=True, max_length=200)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                ('words', models.CharField(blank=True, max_length=400)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_options', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='ServiceArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=400)),
                ('is_national', models.BooleanField(default=False)),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('reach_km', models.FloatField(blank=True, null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='ServiceAtLocation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(blank=True, max_length=400)),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='directory.location')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='directory.service')),
            ],options={"constraints": [models.UniqueConstraint(fields=('service', 'location'), name='directory_service_once_at_location')],},),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('opens_at', models.TimeField(blank=True, null=True)),
                ('closes_at', models.TimeField(blank=True, null=True)),
                ('is_after_midnight', models.BooleanField(default=False)),
                ('rule', models.CharField(blank=True, max_length=120)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('attending', models.CharField(blank=True, choices=[('in_person', 'In person'), ('online', 'Online'), ('phone', 'By phone'), ('at_home', 'They come to you')], max_length=12)),
                ('words', models.TextField(blank=True)),
                ('capacity', models.PositiveIntegerField(blank=True, null=True)),
                ('has_waiting_list', models.BooleanField(blank=True, null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='directory.service')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='directory.serviceatlocation')),
            ],options={"constraints": [models.CheckConstraint(condition=models.Q(('weekday', None), models.Q(('weekday__gte', 1), ('weekday__lte', 7)), _connector='OR'), name='directory_schedule_weekday_1_to_7')],},),
        migrations.AddField(
            model_name='organisation',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='directory.source'),
        ),
        migrations.AddField(
            model_name='location',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='locations', to='directory.source'),
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('name', models.CharField(max_length=255)),
                ('organisation_name', models.CharField(blank=True, max_length=255)),
                ('summary', models.TextField(blank=True)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('website', models.CharField(blank=True, max_length=400)),
                ('place_kind', models.CharField(choices=[('venue', 'Where it happens'), ('office', "The organisation's own address"), ('area', 'The middle of the area it serves'), ('nowhere', 'No place')], default='nowhere', max_length=8)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('town', models.CharField(blank=True, max_length=100)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('precision', models.CharField(blank=True, choices=[('point', 'Exact'), ('postcode', 'By postcode'), ('sector', 'By part of a postcode'), ('outcode', 'By postcode district')], max_length=10)),
                ('scope', models.CharField(blank=True, choices=[('place', 'At a place'), ('area', 'In an area'), ('national', 'Anywhere in the country')], max_length=10)),
                ('area', models.CharField(blank=True, max_length=400)),
                ('reach_km', models.FloatField(blank=True, null=True)),
                ('formats', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, null=True, size=None)),
                ('reaches_far', models.BooleanField(default=False)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('cautions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('sector', models.CharField(blank=True, choices=[('community', 'A community group or charity'), ('statutory', 'The council'), ('clinical', 'Health service'), ('business', 'A business')], max_length=12)),
                ('can_join', models.BooleanField(blank=True, null=True)),
                ('open_to_everyone', models.BooleanField(blank=True, null=True)),
                ('needs_referral', models.BooleanField(blank=True, null=True)),
                ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('maximum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('is_only_for_audiences', models.BooleanField(blank=True, null=True)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, null=True, size=None)),
                ('is_free', models.BooleanField(blank=True, null=True)),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                ('cost_words', models.CharField(blank=True, max_length=400)),
                ('days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, null=True, size=None)),
                ('day_parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, null=True, size=None)),
                ('hours', models.JSONField(blank=True, default=list)),
                ('hours_words', models.TextField(blank=True)),
                ('runs_until', models.DateField(blank=True, null=True)),
                ('known_yes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('known_no', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('assured_on', models.DateField(blank=True, null=True)),
                ('changed_on', models.DateField(blank=True, null=True)),
                ('has_closed', models.BooleanField(default=False)),
                ('is_withdrawn', models.BooleanField(default=False)),
                ('known_count', models.PositiveSmallIntegerField(default=0)),
                ('search_words', models.TextField(blank=True)),
                ('cells', models.CharField(blank=True, max_length=60)),
                ('words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('name', config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector('search_words', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector('summary', config='english', weight='C'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector('cells', config='simple', weight='D'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('name_words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('name', config='english'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('twin_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='twins', to='directory.listing')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='directory.service')),
                ('place', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='listing', to='directory.serviceatlocation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='directory.source')),
            ],options={"indexes": [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='directory_listing_words'),models.Index(fields=['lat', 'lon'], name='directory_listing_point'),models.Index(fields=['postcode'], name='directory_listing_postcode'),django.contrib.postgres.indexes.GinIndex(fields=['kinds'], name='directory_listing_kinds'),django.contrib.postgres.indexes.GinIndex(fields=['topics'], name='directory_listing_topics')],"constraints": [models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lon', None)), models.Q(('lat__isnull', False), ('lon__isnull', False)), _connector='OR'), name='directory_listing_has_whole_point'),models.UniqueConstraint(condition=models.Q(('place', None)), fields=('service',), name='directory_listing_once_without_place')],},),
        migrations.AddField(
            model_name='importrun',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='directory.source'),
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fact', models.CharField(choices=[('step_free', 'Step-free way in'), ('accessible_toilet', 'Accessible toilet'), ('hearing_loop', 'Hearing loop'), ('parking', 'Parking for Blue Badge holders'), ('public_transport', 'Near a bus, tram or train'), ('quiet_space', 'Quiet space'), ('sign_language', 'Sign language'), ('childcare', 'Childcare, or children can come'), ('mental_health_aware', 'Knows about mental health'), ('small_group', 'Small group, ten people or fewer'), ('peer_led', 'Led by people who have been there'), ('trauma_informed', 'Trained about trauma'), ('come_when_you_can', 'Come when you can, no sign-up'), ('newcomer_welcome', 'Somebody welcomes new people'), ('who_meets_you', 'Who meets you'), ('way_in', 'How to find the door'), ('noise', 'How noisy it is'), ('toilets', 'Toilets'), ('what_to_bring', 'What to bring'), ('quiet_time', 'A quiet time to visit'), ('is_free', 'Free of charge'), ('price', 'What it costs'), ('minimum_age', 'Youngest age'), ('maximum_age', 'Oldest age'), ('open_to_everyone', 'Open to everyone'), ('needs_referral', 'Somebody has to refer you'), ('formats', 'In person, online or by phone'), ('scope', 'How far it reaches'), ('languages', 'Languages spoken'), ('opening', 'Days and times'), ('has_closed', 'Closed for good'), ('sector', 'Who runs it'), ('can_join', 'Something you can join or use'), ('audiences', 'Who it is made for'), ('is_only_for_audiences', 'Only for them'), ('name', 'Name'), ('summary', 'What it is'), ('phone', 'Phone'), ('email', 'Email'), ('website', 'Website'), ('kinds', 'Kinds of thing to do'), ('topics', 'Topics'), ('cautions', 'Cautions')], max_length=24)),
                ('value', models.JSONField(null=True)),
                ('said_by', models.CharField(choices=[('words', 'Worked out from its description'), ('list', 'The list it came from'), ('visitor', 'Somebody who went'), ('team', 'Our team'), ('provider', 'The people who run it')], max_length=10)),
                ('said_at', models.DateTimeField(blank=True, null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='directory.service')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='directory.serviceatlocation')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='directory.source')),
            ],options={"constraints": [models.UniqueConstraint(condition=models.Q(('said_by__in', ['words', 'list'])), fields=('service', 'place', 'fact', 'said_by', 'source'), name='directory_claim_once_a_list', nulls_distinct=False)],},),
        migrations.CreateModel(
            name='TaxonomyTerm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=120)),
                ('name', models.CharField(max_length=200)),
                ('taxonomy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='directory.taxonomy')),
            ],options={"constraints": [models.UniqueConstraint(fields=('taxonomy', 'code'), name='directory_term_once_a_taxonomy')],},),
        migrations.CreateModel(
            name='ServiceTerm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='directory.service')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='directory.taxonomyterm')),
            ],options={"constraints": [models.UniqueConstraint(fields=('service', 'term'), name='directory_service_term_once')],},),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('closed', 'It has closed'), ('wrong', 'A detail is wrong'), ('unsafe', 'I did not feel safe there'), ('money', 'Somebody asked for money or my details'), ('other', 'Something else')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('told_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('mended', 'We put it right'), ('confirmed', 'We checked, it was right'), ('withdrawn', 'We took the listing down'), ('passed_on', 'We passed it on')], max_length=12)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='directory.service')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at', None)), models.Q(models.Q(('outcome', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='directory_report_settled_with_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fact', models.CharField(choices=[('step_free', 'Step-free way in'), ('accessible_toilet', 'Accessible toilet'), ('hearing_loop', 'Hearing loop'), ('parking', 'Parking for Blue Badge holders'), ('public_transport', 'Near a bus, tram or train'), ('quiet_space', 'Quiet space'), ('sign_language', 'Sign language'), ('childcare', 'Childcare, or children can come'), ('mental_health_aware', 'Knows about mental health'), ('small_group', 'Small group, ten people or fewer'), ('peer_led', 'Led by people who have been there'), ('trauma_informed', 'Trained about trauma'), ('come_when_you_can', 'Come when you can, no sign-up'), ('newcomer_welcome', 'Somebody welcomes new people'), ('who_meets_you', 'Who meets you'), ('way_in', 'How to find the door'), ('noise', 'How noisy it is'), ('toilets', 'Toilets'), ('what_to_bring', 'What to bring'), ('quiet_time', 'A quiet time to visit'), ('is_free', 'Free of charge'), ('price', 'What it costs'), ('minimum_age', 'Youngest age'), ('maximum_age', 'Oldest age'), ('open_to_everyone', 'Open to everyone'), ('needs_referral', 'Somebody has to refer you'), ('formats', 'In person, online or by phone'), ('scope', 'How far it reaches'), ('languages', 'Languages spoken'), ('opening', 'Days and times'), ('has_closed', 'Closed for good'), ('sector', 'Who runs it'), ('can_join', 'Something you can join or use'), ('audiences', 'Who it is made for'), ('is_only_for_audiences', 'Only for them'), ('name', 'Name'), ('summary', 'What it is'), ('phone', 'Phone'), ('email', 'Email'), ('website', 'Website'), ('kinds', 'Kinds of thing to do'), ('topics', 'Topics'), ('cautions', 'Cautions')], max_length=24)),
                ('times_asked', models.PositiveIntegerField(default=1)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('service', 'fact'), name='directory_question_open_once')],
            },
        ),
        migrations.CreateModel(
            name='MergeProposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('score', models.PositiveSmallIntegerField()),
                ('reasons', models.JSONField(default=list)),
                ('looks_same', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('waiting', 'Waiting for a decision'), ('merged', 'One and the same'), ('apart', 'Two different things')], default='waiting', max_length=8)),
                ('is_automatic', models.BooleanField(default=False)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('keep', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals_to_keep', to='directory.service')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals_to_fold', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('keep', 'other'), name='directory_proposal_once'), models.CheckConstraint(condition=models.Q(('keep', models.F('other')), _negated=True), name='directory_proposal_of_two')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('source', 'source_key'), name='directory_organisation_once_a_source'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(fields=('source', 'source_key'), name='directory_location_once_a_source'),
        ),
    ]
