package org.medchain.chaos.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What several searches for one defect found, each with its own seeds (SCH-7): how long a search
 * takes is itself a matter of luck, so one is not enough to speak of.
 *
 * @param all one a master seed, in their order; at least one
 * @param seconds how long they took together; on processes that says more than a number of seeds
 */
public record MutantOutcomes(List<MutantOutcome> all, long seconds) {
  /** The first line of the table. */
  public static final String HEADER =
      "mutant,master_seeds,killed,median_seeds_tried,least_seeds_tried,most_seeds_tried";

  public MutantOutcomes {
    all = List.copyOf(all);
  }

  public MutantOutcomes merge(MutantOutcomes others) {
    return new MutantOutcomes(
        Stream.concat(all.stream(), others.all.stream()).toList(), seconds + others.seconds);
  }

  public MutantOutcome first() {
    return all.get(0);
  }

  /** Whether every search came out as it has to. */
  public boolean isFine() {
    return all.stream().allMatch(MutantOutcome::isFine);
  }

  /** Its row under {@link #HEADER}; a search that found nothing counts with all its seeds. */
  public String row() {
    List<Long> tried = new ArrayList<>(all.stream().map(MutantOutcome::tried).sorted().toList());
    int middle = (tried.size() - 1) / 2; // the lower one of two
    long killed = all.stream().filter(MutantOutcome::killed).count();
    return String.join(
        ",",
        first().id(),
        Integer.toString(all.size()),
        Long.toString(killed),
        Long.toString(tried.get(middle)),
        Long.toString(tried.get(0)),
        Long.toString(tried.get(tried.size() - 1)));
  }
}
