package org.medchain.application;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A page of a search's results, in the order of the chain.
 *
 * @param lines up to {@link RecordSearch#MAX_LIMIT}
 * @param next after which place the next page begins; nothing if this is the last
 */
public record Page<T extends Encodable>(List<T> lines, Optional<Location> next)
    implements Encodable {
  private static final Codec<Optional<Location>> NEXT = Codec.of(Location.class).optional();

  public Page {
    lines = List.copyOf(lines);
  }

  /** A page without lines. */
  public static <T extends Encodable> Page<T> empty() {
    return new Page<>(List.of(), Optional.empty());
  }

  /** The same without some lines: it may be shorter than wanted, and others follow. */
  public Page<T> only(Predicate<T> wanted) {
    return new Page<>(lines.stream().filter(wanted).toList(), next);
  }

  /** The codec of pages with such lines. */
  public static <T extends Encodable> Codec<Page<T>> of(Codec<T> line) {
    return Codec.written(
        2,
        in ->
            new Page<>(
                in.list(line.minSize(), RecordSearch.MAX_LIMIT, line::decode), NEXT.decode(in)));
  }

  @Override
  public void encode(Encoder out) {
    NEXT.encode(out.list(lines), next);
  }
}
