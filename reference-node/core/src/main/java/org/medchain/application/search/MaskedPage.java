package org.medchain.application.search;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;

/**
 * A node's answer to a part of a search: the masked values as the ledger has them (VER-2).
 *
 * @param values in the order of the trapdoor's addresses; nothing where this node has no entry,
 *     because it has not executed all updates, or the search is for more than was entered
 */
public record MaskedPage(List<Optional<Bytes>> values) implements Encodable {
  /** The most values of one page: about 33 KB. */
  public static final int MAX_VALUES = 1024;

  /** Its values, each of an entry's size. */
  public static final Codec<MaskedPage> CODEC =
      Codec.of(MaskedPage.class, Codec.raw(IndexEntry.VALUE_SIZE).optional().list(MAX_VALUES));

  public MaskedPage {
    values = List.copyOf(values);
    Argument.refuseIf(
        values.size() > MAX_VALUES,
        "a page has at most %s values, not %s",
        MAX_VALUES,
        values.size());
    values.forEach(each -> each.ifPresent(IndexEntry::checkValue));
  }

  /** How many entries this node lacks. */
  public int missing() {
    return (int) values.stream().filter(Optional::isEmpty).count();
  }
}
