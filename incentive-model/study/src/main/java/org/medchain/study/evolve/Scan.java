package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.credit.Parameter;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.dynamics.Branch;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.Populations;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.BifurcationFigure;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.Place;
import org.medchain.study.figure.Stability;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import org.medchain.study.work.Progress;
import org.medchain.study.work.Work;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rest points along a parameter of the dynamics or of the game: a bifurcation diagram. */
final class Scan {
  private static final Pattern PAYOFF =
      Pattern.compile("payoffs\\[([0-9]{1,3})\\]\\[([0-9]{1,3})\\]");
  private static final List<String> OF_DYNAMICS = List.of("mutation", "noise", "background");

  private final StudyFile study;
  private final Scene scene;
  private final Section wanted;
  private final Findings findings;
  private final String parameter;

  Scan(StudyFile study, Scene scene, Section wanted, Findings findings) {
    this.study = study;
    this.scene = scene;
    this.wanted = wanted;
    this.findings = findings;
    this.parameter = wanted.word("parameter");
  }

  /** Refuses what cannot be scanned, before anything is computed. */
  void check(List<DynamicChoice> dynamics) throws Refusal {
    if (!(wanted.number("from") < wanted.number("to"))) {
      throw wanted.refusal("to", "evolve.scan.to is not above from", "allowed: from < to");
    }
    place();
    boolean none = true;
    for (DynamicChoice choice : dynamics) {
      none &= flows(choice).isEmpty();
    }
    if (none) {
      throw wanted.refusal(
          "parameter",
          "evolve.scan.parameter is "
              + Section.quoted(parameter)
              + ", which no dynamic of the study has",
          "allowed: a parameter of a dynamic in evolve.dynamics, a payoff of a symmetric game such"
              + " as payoffs[0][1], or a parameter of a credit game");
    }
  }

  void run(List<DynamicChoice> dynamics, Work work) throws Refusal {
    int place = place();
    ArrayNode json = findings.json().putArray("scan");
    for (DynamicChoice choice : dynamics) {
      Optional<DoubleFunction<Flow>> flows = flows(choice);
      if (flows.isPresent()) {
        Progress progress = work.progress();
        progress.begin("scan", wanted.whole("steps"));
        DoubleFunction<Flow> told =
            value -> {
              progress.step();
              return flows.get().apply(value);
            };
        one(choice, told, place, json.addObject());
      }
    }
  }

  /** The number of the strategy whose share is drawn. */
  private int place() throws Refusal {
    if (!wanted.has("strategy")) {
      return 0;
    }
    List<String> names = scene.populations().strategies().stream().flatMap(List::stream).toList();
    int place = names.indexOf(wanted.word("strategy"));
    if (place < 0) {
      throw wanted.refusal(
          "strategy",
          "evolve.scan.strategy is " + Section.quoted(wanted.word("strategy")),
          "allowed: one of " + String.join(", ", names));
    }
    return place;
  }

  private Optional<DoubleFunction<Flow>> flows(DynamicChoice choice) throws Refusal {
    if (OF_DYNAMICS.contains(parameter)) {
      return choice.parameters().containsKey(parameter)
          ? Optional.of(value -> scene.flow(choice.with(parameter, value).dynamic()))
          : Optional.empty();
    }
    Matcher payoff = PAYOFF.matcher(parameter);
    if (payoff.matches() && study.game() instanceof StudyGame.Symmetric symmetric) {
      int row = Integer.parseInt(payoff.group(1));
      int column = Integer.parseInt(payoff.group(2));
      int size = symmetric.rounded().strategies().size();
      if (row >= size || column >= size || scene.roles()) {
        throw wanted.refusal(
            "parameter",
            "evolve.scan.parameter is " + Section.quoted(parameter),
            "allowed: rows and columns 0 to " + (size - 1) + ", with one population");
      }
      return Optional.of(
          value -> new Flow(choice.dynamic(), Populations.one(symmetric.with(row, column, value))));
    }
    if (study.game() instanceof StudyGame.Credit credit) {
      Parameter named = wanted.guarded("parameter", () -> Parameter.named(parameter));
      return Optional.of(
          value -> Scene.of(credit.with(named, value), scene.roles()).flow(choice.dynamic()));
    }
    return Optional.empty();
  }

  private void one(DynamicChoice choice, DoubleFunction<Flow> flows, int place, ObjectNode json)
      throws Refusal {
    double from = wanted.number("from");
    double to = wanted.number("to");
    List<Branch> branches =
        wanted.guarded("parameter", () -> Branch.scan(flows, from, to, wanted.whole("steps") - 1));
    json.put("dynamic", choice.words());
    json.put("parameter", parameter);
    ArrayNode list = json.putArray("branches");
    List<List<String>> rows = new ArrayList<>();
    for (Branch branch : branches) {
      ArrayNode points = list.addArray();
      for (Branch.At at : branch.points()) {
        ObjectNode point = points.addObject();
        point.put("value", at.parameter());
        point.set("state", Json.numbers(at.point().state()));
        point.put("stability", Stabilities.words(at.point().stability()));
      }
      rows.add(row(branch));
    }
    findings.heading("Scan of " + parameter + ", " + choice.words());
    findings.table(
        List.of("from", "to", "rest point at first", "at last", "stability at first", "at last"),
        rows);
    findings.text(
        "A branch goes on in the nearest rest point with the same strategies in use; it begins and"
            + " ends where there is none, as at a fold.");
    findings.figure(figure(choice, branches, place));
  }

  private List<String> row(Branch branch) {
    Branch.At first = branch.points().get(0);
    Branch.At last = branch.points().get(branch.points().size() - 1);
    return List.of(
        Shown.number(first.parameter()),
        Shown.number(last.parameter()),
        scene.words(first.point().state()),
        scene.words(last.point().state()),
        Stabilities.words(first.point().stability()),
        Stabilities.words(last.point().stability()));
  }

  /** A line changes its looks where the stability does; the two parts meet there. */
  private BifurcationFigure figure(DynamicChoice choice, List<Branch> branches, int place) {
    List<BifurcationFigure.Branch> lines = new ArrayList<>();
    for (Branch branch : branches) {
      List<Place> line = new ArrayList<>();
      Stability looks = Stabilities.drawn(branch.points().get(0).point().stability());
      for (Branch.At at : branch.points()) {
        line.add(new Place(at.parameter(), at.point().state()[place]));
        Stability here = Stabilities.drawn(at.point().stability());
        if (here != looks) {
          lines.add(new BifurcationFigure.Branch(looks, false, line));
          line = new ArrayList<>(List.of(line.get(line.size() - 1)));
          looks = here;
        }
      }
      lines.add(new BifurcationFigure.Branch(looks, false, line));
    }
    String strategy =
        scene.populations().strategies().stream().flatMap(List::stream).toList().get(place);
    return new BifurcationFigure(
        new Heading(
            "scan-" + choice.name(),
            "Rest points along " + parameter + ": " + choice.words(),
            study.title()
                + ". Full lines attract; where lines meet, the number or the stability of"
                + " rest points changes."),
        Axis.fitted(parameter),
        Axis.share("share of '" + strategy + "'"),
        lines,
        List.of());
  }
}
