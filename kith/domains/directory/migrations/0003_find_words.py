"""Name words of their own for ranking, and cells of a grid beside the words."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_facts_of_joining'),
    ]

    operations = [
        migrations.AddField(
            model_name='listing',
            name='cells',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='listing',
            name='name_words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('name', config='english'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='listing',
            name='reaches_far',
            field=models.BooleanField(default=False),
        ),
        # A generated column cannot be altered: it is taken away and made again, and its index with it.
        migrations.RemoveIndex(model_name='listing', name='directory_listing_words'),
        migrations.RemoveField(model_name='listing', name='words'),
        migrations.AddField(
            model_name='listing',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('name', config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector('search_words', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector('summary', config='english', weight='C'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector('cells', config='simple', weight='D'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='directory_listing_words'),
        ),
    ]
