"""Static files under hashed names, so that they can be cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashes also the modules that our ES modules import."""

    support_js_module_import_aggregation = True
