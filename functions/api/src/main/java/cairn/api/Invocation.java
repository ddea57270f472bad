package cairn.api;

import com.amazonaws.services.lambda.runtime.Context;

import java.time.Duration;

/// One run of the function, as Lambda announces it.
///
/// @param id given to no other run
/// @param deadlineMillis when Lambda ends it, by Lambda's clock; since every run may take equally
///   long, it also shows how far apart runs began
/// @param left how long that is from now
record Invocation(String id, long deadlineMillis, Duration left) {
    static Invocation of(Context context) {
        long left = context.getRemainingTimeInMillis();
        // The context has taken the same clock from the deadline, so what it says cancels out.
        return new Invocation(
                context.getAwsRequestId(),
                System.currentTimeMillis() + left,
                Duration.ofMillis(left));
    }
}
