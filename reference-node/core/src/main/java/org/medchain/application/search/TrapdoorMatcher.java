package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The search of a node (paper §4 (3)): it matches a trapdoor against an owner's entries (VER-2).
 */
public final class TrapdoorMatcher {
  private TrapdoorMatcher() {}

  /**
   * The masked values of the entries from {@code from} up to, not including, {@code to}.
   *
   * @param lookup from an address to the owner's masked value there
   * @throws IndexOutOfBoundsException if the trapdoor has fewer entries
   * @throws IllegalArgumentException if that is more than a page
   */
  public static MaskedPage match(
      Function<Hash, Optional<Bytes>> lookup, Trapdoor trapdoor, int from, int to) {
    Argument.refuseIf(
        to - from > MaskedPage.MAX_VALUES,
        "a page has at most %s values, not %s",
        MaskedPage.MAX_VALUES,
        (to - from));
    List<Optional<Bytes>> values = new ArrayList<>();
    trapdoor.addresses(from, to, address -> values.add(lookup.apply(address)));
    return new MaskedPage(values);
  }
}
