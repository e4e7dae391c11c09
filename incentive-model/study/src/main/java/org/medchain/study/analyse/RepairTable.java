package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.credit.repair.Gain;
import org.medchain.credit.repair.Gains;
import org.medchain.credit.repair.Measure;
import org.medchain.credit.repair.Mechanism;
import org.medchain.credit.repair.Mechanisms;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.random.Estimate;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.Heading;
import org.medchain.study.file.Section;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes to the scheme, each with its measured gain (GAME-16). */
final class RepairTable {
  private RepairTable() {}

  /** Refuses mechanisms and measures that there are not. */
  static void check(Setup setup) throws Refusal {
    Section wanted = setup.wanted().section("repairs");
    mechanisms(wanted);
    measures(wanted);
  }

  static void find(Setup setup) throws Refusal {
    Section wanted = setup.wanted().section("repairs");
    List<Mechanism> mechanisms = mechanisms(wanted);
    List<Measure> measures = measures(wanted);
    List<List<Gain>> found =
        setup
            .work()
            .each(
                "repairs", measures.size(), i -> gains(setup, wanted, mechanisms, measures.get(i)));
    setup.findings().heading("Repairs");
    names(setup, mechanisms);
    ArrayNode json = setup.findings().json().putArray("repairs");
    List<List<String>> rows = new ArrayList<>();
    for (List<Gain> gains : found) {
      for (Gain each : gains) {
        json(each, json.addObject());
        if (each.helps() || each.harms()) {
          rows.add(
              List.of(
                  each.measure().words(),
                  each.mechanism(),
                  Shown.number(each.before().mean()),
                  Shown.number(each.after().mean()),
                  Shown.estimate(each.gain()),
                  each.helps() ? "helps" : "HARMS"));
        }
      }
    }
    setup
        .findings()
        .table(
            List.of("measure", "mechanism", "before", "after", "gain [95 % interval]", ""), rows);
    setup
        .findings()
        .text(
            String.format(
                    Locale.ROOT,
                    "Means over %d economies near the given one, the same for all mechanisms; seed %d.",
                    wanted.whole("draws"),
                    setup.study().seed())
                + " Pairs whose interval holds 0 are left out here; they are in the JSON.");
    setup.findings().figure(figure(measures, found));
  }

  private static List<Mechanism> mechanisms(Section wanted) throws Refusal {
    List<Mechanism> all = Mechanisms.all();
    if (!wanted.has("mechanisms")) {
      return all;
    }
    List<String> known = all.stream().map(Mechanism::name).toList();
    List<Mechanism> chosen = new ArrayList<>();
    for (String name : named(wanted, "mechanisms", known)) {
      chosen.add(all.get(known.indexOf(name)));
    }
    return chosen;
  }

  private static List<Measure> measures(Section wanted) throws Refusal {
    if (!wanted.has("measures")) {
      return Measure.all();
    }
    List<String> known = Measure.all().stream().map(RepairTable::key).toList();
    List<Measure> chosen = new ArrayList<>();
    for (String name : named(wanted, "measures", known)) {
      chosen.add(Measure.all().get(known.indexOf(name)));
    }
    return chosen;
  }

  private static List<String> named(Section wanted, String key, List<String> known) throws Refusal {
    List<String> names = wanted.words(key);
    for (int i = 0; i < names.size(); i++) {
      if (!known.contains(names.get(i))) {
        throw wanted.refusal(
            key + "/" + i,
            wanted.name(key + "/" + i) + " is " + Section.quoted(names.get(i)),
            "allowed: one of " + String.join(", ", known));
      }
    }
    return names;
  }

  private static String key(Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  private static List<Gain> gains(
      Setup setup, Section wanted, List<Mechanism> mechanisms, Measure measure) {
    int draws = wanted.whole("draws");
    long seed = setup.study().seed();
    List<Measure> one = List.of(measure);
    List<Gain> gains =
        new ArrayList<>(Gains.table(setup.parameters(), mechanisms, one, draws, seed));
    gains.addAll(Gains.together(setup.parameters(), mechanisms, one, draws, seed));
    return gains;
  }

  private static void names(Setup setup, List<Mechanism> mechanisms) {
    List<List<String>> rows = new ArrayList<>();
    mechanisms.forEach(each -> rows.add(List.of(each.name(), each.sentence())));
    setup.findings().table(List.of("mechanism", "what it changes"), rows);
  }

  private static void json(Gain gain, ObjectNode node) {
    node.put("mechanism", gain.mechanism());
    node.put("measure", key(gain.measure()));
    node.put("words", gain.measure().words());
    node.set("before", Json.estimate(gain.before()));
    node.set("after", Json.estimate(gain.after()));
    node.set("gain", Json.estimate(gain.gain()));
    node.put("helps", gain.helps());
    node.put("harms", gain.harms());
  }

  /** The scheme as it is, and with all mechanisms together. */
  private static BarFigure figure(List<Measure> measures, List<List<Gain>> found) {
    List<BarFigure.Bar> before = new ArrayList<>();
    List<BarFigure.Bar> after = new ArrayList<>();
    for (List<Gain> gains : found) {
      Gain together = gains.get(gains.size() - 1);
      before.add(bar(together.before()));
      after.add(bar(together.after()));
    }
    return new BarFigure(
        new Heading(
            "repairs",
            "The scheme as it is, and with all repairs together",
            "Share of the economies, drawn near the given one, in which each holds."),
        Axis.share("share of economies"),
        measures.stream().map(Measure::words).toList(),
        "95 % interval",
        List.of(
            new BarFigure.Group("as it is", before),
            new BarFigure.Group("all repairs together", after)));
  }

  private static BarFigure.Bar bar(Estimate estimate) {
    return new BarFigure.Bar(estimate.mean(), estimate.low(), estimate.high());
  }
}
