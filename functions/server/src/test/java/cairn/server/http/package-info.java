@NullMarked
package cairn.server.http;

import org.jspecify.annotations.NullMarked;
