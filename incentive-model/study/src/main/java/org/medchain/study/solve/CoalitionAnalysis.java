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
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the worth of all may be shared (GAME-10): values, core, least core and nucleolus of a game of
 * coalitions, side by side.
 */
final class CoalitionAnalysis {
  private static final int COALITIONS_SHOWN = 31;

  private final StudyFile study;
  private final StudyExecution work;
  private final StudyResults findings;
  private final CoalitionGame game;
  private final Map<String, List<BarFigure.IntervalBar>> divisions = new LinkedHashMap<>();
  private final Map<String, List<String>> columns = new LinkedHashMap<>();

  CoalitionAnalysis(
      StudyFile study,
      StudyGame.CoalitionStudyGame coalition,
      StudyExecution work,
      StudyResults findings) {
    this.study = study;
    this.work = work;
    this.findings = findings;
    this.game = coalition.coalitionGame();
  }

  /** Runs all requested parts; parts on strategies are left out. */
  void run(StudyGame.CoalitionStudyGame coalition) {
    describe(coalition);
    List<String> concepts = study.section("solve").texts("concepts");
    if (concepts.contains("values")) {
      work.begin("values");
      new CoalitionValueTable(this, study).report(coalition);
    }
    CoreTable bargains = new CoreTable(this);
    for (String concept : concepts) {
      switch (concept) {
        case "core" -> bargains.core();
        case "least-core" -> bargains.leastCore();
        case "nucleolus" -> bargains.nucleolus();
        case "convexity" -> bargains.convexity();
        default -> {
          // About strategies, or done above.
        }
      }
      work.begin(concept);
    }
    compare();
  }

  CoalitionGame game() {
    return game;
  }

  StudyResults findings() {
    return findings;
  }

  private void describe(StudyGame.CoalitionStudyGame coalition) {
    findings.heading(study.title());
    BigFraction all = game.worth(game.grandCoalition());
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    int count = game.players().size();
    findings.text(
        "%s: %s. Together they are worth %s.%s"
            .formatted(
                count == 1 ? "1 player" : count + " players",
                String.join(", ", game.players()),
                NumberFormats.exact(all),
                source));
    ObjectNode json = findings.json();
    json.set("players", ResultJson.texts(game.players()));
    ResultJson.put(json, "worth_of_all", all.doubleValue());
    json.put("worth_of_all_exact", NumberFormats.fraction(all));
    if (!coalition.isWeightedVote()) {
      worths();
    }
  }

  /** The worth of coalitions, small ones first, as far as they are few. */
  private void worths() {
    if (game.grandCoalition() > COALITIONS_SHOWN) {
      return;
    }
    List<List<String>> rows =
        LongStream.rangeClosed(1, game.grandCoalition())
            .filter(coalition -> game.worth(coalition).getNumerator().signum() != 0)
            .boxed()
            .sorted(Comparator.comparingInt(Long::bitCount).thenComparing(each -> each))
            .map(each -> List.of(memberNames(each), NumberFormats.exact(game.worth(each))))
            .toList();
    findings.table(List.of("coalition", "worth"), rows);
    findings.text("Coalitions that the table leaves out are worth 0.");
  }

  /**
   * A division that is exactly known, for the table, the figure and the JSON, whose node is
   * returned.
   */
  ObjectNode reportDivision(String name, String key, List<BigFraction> payoffs) {
    ObjectNode node = findings.json().putObject(key);
    node.set(
        "payoffs", ResultJson.numbers(payoffs.stream().mapToDouble(Number::doubleValue).toArray()));
    node.set("exact", ResultJson.fractions(payoffs));
    columns.put(name, payoffs.stream().map(NumberFormats::exact).toList());
    divisions.put(
        name,
        payoffs.stream()
            .mapToDouble(Number::doubleValue)
            .mapToObj(value -> new BarFigure.IntervalBar(value, value, value))
            .toList());
    return node;
  }

  /** An estimated division. */
  void reportEstimate(String name, List<BarFigure.IntervalBar> payoffs) {
    columns.put(
        name,
        payoffs.stream()
            .map(
                bar ->
                    NumberFormats.number(bar.value())
                        + " "
                        + NumberFormats.interval(bar.low(), bar.high()))
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
    String level =
        NumberFormats.number(100 * study.section("solve").section("sampling").number("level"));
    return new BarFigure(
        new FigureHeading("sharing", "How the worth is shared", study.title() + "."),
        FigureAxis.linear("part of the worth of all"),
        game.players(),
        measured ? level + " % intervals, all together" : "",
        divisions.entrySet().stream()
            .map(each -> new BarFigure.BarGroup(each.getKey(), each.getValue()))
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
  String memberNames(long coalition) {
    return String.join(" + ", members(coalition));
  }

  /** A row about a property, with two coalitions for which it does not hold; and its JSON. */
  List<String> propertyRow(
      String words, Optional<CoalitionGame.CoalitionViolation> violation, ObjectNode json) {
    json.put("holds", violation.isEmpty());
    if (violation.isEmpty()) {
      return List.of(words, "yes", "", "", "");
    }
    CoalitionGame.CoalitionViolation pair = violation.get();
    ObjectNode node = json.putObject("violation");
    node.set("first", ResultJson.texts(members(pair.first())));
    node.set("second", ResultJson.texts(members(pair.second())));
    node.put("lack", NumberFormats.fraction(pair.deficit()));
    return List.of(
        words,
        "no",
        memberNames(pair.first()),
        memberNames(pair.second()),
        NumberFormats.exact(pair.deficit()));
  }
}
