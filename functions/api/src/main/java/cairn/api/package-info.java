/// The request function: DynamoDB's API as AWS Lambda runs it, behind API Gateway (HTTP API or REST
/// API) or a function URL.
///
/// Owns the translation of events to requests and of answers to what the front door sends, the
/// wiring of one process, and what a process that is frozen and copied must do. Does not own what a
/// request means: that is `operations`. Start with [RequestFunction].
@NullMarked
package cairn.api;

import org.jspecify.annotations.NullMarked;
