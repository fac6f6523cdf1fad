"""Static files under names that hold their content's hash, ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Rewrites `import ... from "./x.js"` too, so a module and what it imports change together."""

    support_js_module_import_aggregation = True
