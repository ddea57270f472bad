/// Measures what a request costs beyond the store's own time, in real time: the whole inside of the
/// request function, in this process, on a store whose requests take as long as S3's.
///
/// The load over HTTP is the package above. Never shipped. Start with [HandlerLatency].
@NullMarked
package cairn.benchmarks.handler;

import org.jspecify.annotations.NullMarked;
