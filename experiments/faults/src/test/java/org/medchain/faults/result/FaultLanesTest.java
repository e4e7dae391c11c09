package org.medchain.faults.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.result.FaultLanes.PlacedFault;
import org.medchain.simulation.model.RandomStreams;

/** FAULT-12: in no drawing do the labels of two faults cover each other. */
class FaultLanesTest {
  private static final double CHARACTER = 5;

  private record Extent(int lane, double from, double to) {}

  @Property(tries = 200)
  void labelsOfARowAreApart(
      @ForAll long seed, @ForAll @DoubleRange(min = 100, max = 3_000) double width) {
    List<FaultSpan> spans = new ArrayList<>();
    new FaultPlanner(
            List.of(NemesisKind.values()), 4, new RandomStreams(seed).stream("harness-plan", 0))
        .plan(60, 1)
        .forEach(
            each ->
                spans.add(new FaultSpan(each, each.fromNs(), each.untilNs(), Optional.empty())));
    double pxPerNs = width / 60e9;
    List<PlacedFault> placed = FaultLanes.place(spans, pxPerNs, width, CHARACTER);
    assertThat(placed).hasSameSizeAs(spans);

    List<Extent> labels = new ArrayList<>();
    for (PlacedFault each : placed) {
      if (!each.label().isEmpty()) {
        double wide = each.label().length() * CHARACTER;
        double from =
            each.leftward()
                ? each.span().untilNs() * pxPerNs - wide
                : each.span().fromNs() * pxPerNs;
        assertThat(from).isGreaterThanOrEqualTo(-0.01);
        labels.add(new Extent(each.lane(), from, from + wide));
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      for (int j = i + 1; j < labels.size(); j++) {
        Extent one = labels.get(i);
        Extent other = labels.get(j);
        assertThat(
                one.lane() != other.lane() || one.to() <= other.from() || other.to() <= one.from())
            .as("%s and %s", one, other)
            .isTrue();
      }
    }
    assertThat(FaultLanes.count(placed)).isBetween(spans.isEmpty() ? 0 : 1, 6);
  }
}
