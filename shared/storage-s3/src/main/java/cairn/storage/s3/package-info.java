/// The S3 adapter of the object store port.
@NullMarked
package cairn.storage.s3;

import org.jspecify.annotations.NullMarked;
