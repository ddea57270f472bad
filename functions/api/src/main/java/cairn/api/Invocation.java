package cairn.api;

import com.amazonaws.services.lambda.runtime.Context;

import java.time.Duration;

/// One run of the function, as Lambda announces it.
///
/// @param id unique to this run
/// @param deadlineMillis when Lambda ends the run, by Lambda's clock. Every run has the same time
///   limit, so deadlines also show how far apart runs started
/// @param left the time until the deadline
record Invocation(String id, long deadlineMillis, Duration left) {
    static Invocation of(Context context) {
        long left = context.getRemainingTimeInMillis();
        // The context subtracted this clock's time from the deadline, so adding it restores the
        // deadline.
        return new Invocation(
                context.getAwsRequestId(),
                System.currentTimeMillis() + left,
                Duration.ofMillis(left));
    }
}
