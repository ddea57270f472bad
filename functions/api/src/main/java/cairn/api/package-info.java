/// The request function: DynamoDB's API as AWS Lambda runs it, behind API Gateway (HTTP API or REST
/// API) or a function URL.
///
/// Owns the translation of events to requests and of answers to the front door's format. Also owns
/// the wiring of one process, and what a process must do when it is frozen and copied. Does not own
/// the meaning of a request: that is `operations`. Start with [RequestFunction].
@NullMarked
package cairn.api;

import org.jspecify.annotations.NullMarked;
