package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.coalition.CoalitionGame;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.Heading;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import org.medchain.study.work.Work;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the worth of all may be shared (GAME-10): values, core, least core and nucleolus of a game of
 * coalitions, side by side.
 */
final class Sharing {
  private static final int COALITIONS_SHOWN = 31;

  private final StudyFile study;
  private final Work work;
  private final Findings findings;
  private final CoalitionGame game;
  private final Map<String, List<BarFigure.Bar>> divisions = new LinkedHashMap<>();
  private final Map<String, List<String>> columns = new LinkedHashMap<>();

  Sharing(StudyFile study, StudyGame.Coalition coalition, Work work, Findings findings) {
    this.study = study;
    this.work = work;
    this.findings = findings;
    this.game = coalition.shared();
  }

  /** Answers all that was asked for; what is about strategies is left out. */
  void run(StudyGame.Coalition coalition) {
    describe(coalition);
    List<String> concepts = study.section("solve").words("concepts");
    if (concepts.contains("values")) {
      work.begin("values");
      new Values(this, study).find(coalition);
    }
    Bargains bargains = new Bargains(this);
    for (String concept : concepts) {
      switch (concept) {
        case "core" -> bargains.core();
        case "least-core" -> bargains.leastCore();
        case "nucleolus" -> bargains.nucleolus();
        case "convexity" -> bargains.convexity();
        default -> {
          // About strategies, or answered above.
        }
      }
      work.begin(concept);
    }
    compare();
  }

  CoalitionGame game() {
    return game;
  }

  Findings findings() {
    return findings;
  }

  private void describe(StudyGame.Coalition coalition) {
    findings.heading(study.title());
    BigFraction all = game.worth(game.everybody());
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    int count = game.players().size();
    findings.text(
        "%s: %s. Together they are worth %s.%s"
            .formatted(
                count == 1 ? "1 player" : count + " players",
                String.join(", ", game.players()),
                Shown.exact(all),
                source));
    ObjectNode json = findings.json();
    json.set("players", Json.words(game.players()));
    Json.put(json, "worth_of_all", all.doubleValue());
    json.put("worth_of_all_exact", Shown.fraction(all));
    if (!coalition.vote()) {
      worths();
    }
  }

  /** The worth of coalitions, small ones first, as far as they are few. */
  private void worths() {
    if (game.everybody() > COALITIONS_SHOWN) {
      return;
    }
    List<List<String>> rows =
        LongStream.rangeClosed(1, game.everybody())
            .filter(coalition -> game.worth(coalition).getNumerator().signum() != 0)
            .boxed()
            .sorted(Comparator.comparingInt(Long::bitCount).thenComparing(each -> each))
            .map(each -> List.of(words(each), Shown.exact(game.worth(each))))
            .toList();
    findings.table(List.of("coalition", "worth"), rows);
    findings.text("Coalitions that the table leaves out are worth 0.");
  }

  /**
   * A division that is exactly known, for the table, the figure and the JSON, whose node is
   * returned.
   */
  ObjectNode division(String name, String key, List<BigFraction> payoffs) {
    ObjectNode node = findings.json().putObject(key);
    node.set("payoffs", Json.numbers(payoffs.stream().mapToDouble(Number::doubleValue).toArray()));
    node.set("exact", Json.fractions(payoffs));
    columns.put(name, payoffs.stream().map(Shown::exact).toList());
    divisions.put(
        name,
        payoffs.stream()
            .mapToDouble(Number::doubleValue)
            .mapToObj(value -> new BarFigure.Bar(value, value, value))
            .toList());
    return node;
  }

  /** An estimated division. */
  void estimated(String name, List<BarFigure.Bar> payoffs) {
    columns.put(
        name,
        payoffs.stream()
            .map(bar -> Shown.number(bar.value()) + " " + Shown.interval(bar.low(), bar.high()))
            .toList());
    divisions.put(name, payoffs);
  }

  /** All divisions side by side. */
  private void compare() {
    if (columns.isEmpty()) {
      return;
    }
    findings.heading("Divisions side by side");
    List<String> head = new ArrayList<>(List.of("player"));
    head.addAll(columns.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      List<String> row = new ArrayList<>(List.of(game.players().get(player)));
      for (List<String> column : columns.values()) {
        row.add(column.get(player));
      }
      rows.add(row);
    }
    findings.table(head, rows);
    findings.figure(figure());
  }

  private BarFigure figure() {
    boolean measured =
        divisions.values().stream().flatMap(List::stream).anyMatch(bar -> bar.low() < bar.high());
    String level = Shown.number(100 * study.section("solve").section("sampling").number("level"));
    return new BarFigure(
        new Heading("sharing", "How the worth is shared", study.title() + "."),
        Axis.fitted("part of the worth of all"),
        game.players(),
        measured ? level + " % intervals, all together" : "",
        divisions.entrySet().stream()
            .map(each -> new BarFigure.Group(each.getKey(), each.getValue()))
            .toList());
  }

  /** The members of a coalition. */
  List<String> members(long coalition) {
    return IntStream.range(0, game.players().size())
        .filter(player -> (coalition >> player & 1) == 1)
        .mapToObj(game.players()::get)
        .toList();
  }

  /** The members of a coalition in words. */
  String words(long coalition) {
    return String.join(" + ", members(coalition));
  }

  /** A row about a property, with two coalitions for which it does not hold; and its JSON. */
  List<String> property(
      String words, Optional<CoalitionGame.Violation> violation, ObjectNode json) {
    json.put("holds", violation.isEmpty());
    if (violation.isEmpty()) {
      return List.of(words, "yes", "", "", "");
    }
    CoalitionGame.Violation pair = violation.get();
    ObjectNode node = json.putObject("violation");
    node.set("first", Json.words(members(pair.first())));
    node.set("second", Json.words(members(pair.second())));
    node.put("lack", Shown.fraction(pair.lack()));
    return List.of(
        words, "no", words(pair.first()), words(pair.second()), Shown.exact(pair.lack()));
  }
}
