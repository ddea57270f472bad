package cairn.item;

/// A refusal, or a part of one, whose text depends on the wording. Immutable.
public interface Worded {
    String text(Wording wording);
}
