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

    /// @throws cairn.storage.port.TooNew a state of a later Cairn
    static HeadState read(ByteReader in) {
        int code = in.u8();
        for (HeadState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw in.tooNew("state " + code);
    }
}
