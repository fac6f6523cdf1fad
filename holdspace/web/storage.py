"""Static files under names that hold their content's hash, ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Rewrites `import ... from "./x.js"` too, so a module and what it imports change together."""

    support_js_module_import_aggregation = True
