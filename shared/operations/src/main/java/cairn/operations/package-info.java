/// DynamoDB's operations.
@NullMarked
package cairn.operations;

import org.jspecify.annotations.NullMarked;
