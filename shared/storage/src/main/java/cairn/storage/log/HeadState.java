package cairn.storage.log;

import cairn.storage.format.ByteReader;

/// What a partition is.
public enum HeadState {
    /// Takes reads and writes.
    LIVE(0),
    /// Its table was deleted. Stays for ever, so that a late writer's put meets it.
    DELETED(1);

    private final int code;

    HeadState(int code) {
        this.code = code;
    }

    /// What stands in the head's bytes.
    int code() {
        return code;
    }

    static HeadState read(ByteReader in) {
        int code = in.u8();
        for (HeadState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw in.corrupt("head in unknown state " + code);
    }
}
