package org.medchain.application.search;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A node's answer to a part of a search: the masked values as the ledger has them (VER-2).
 *
 * @param values in the order of the trapdoor's addresses; nothing where this node has no entry,
 *     because it has not executed all updates, or the search is for more than was entered
 */
public record MaskedPage(List<Optional<Bytes>> values) implements Encodable {
  /** The most values of one page: about 33 KB. */
  public static final int MAX_VALUES = 1024;

  /** Checks number and sizes. */
  public MaskedPage {
    values = List.copyOf(values);
    if (values.size() > MAX_VALUES) {
      throw new IllegalArgumentException(
          "a page has at most " + MAX_VALUES + " values, not " + values.size());
    }
    values.forEach(each -> each.ifPresent(IndexEntry::checkValue));
  }

  /** Reads what {@link #encode} wrote. */
  public static MaskedPage decode(Decoder in) {
    return new MaskedPage(in.list(1, MAX_VALUES, MaskedPage::value));
  }

  private static Optional<Bytes> value(Decoder in) {
    return in.flag() ? Optional.of(in.raw(IndexEntry.VALUE_SIZE)) : Optional.empty();
  }

  @Override
  public void encode(Encoder out) {
    out.count(values.size());
    for (Optional<Bytes> each : values) {
      out.uint8(each.isPresent() ? 1 : 0);
      each.ifPresent(out::raw);
    }
  }

  /** How many entries this node lacks. */
  public int missing() {
    return (int) values.stream().filter(Optional::isEmpty).count();
  }
}
