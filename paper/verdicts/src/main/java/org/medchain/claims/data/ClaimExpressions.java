package org.medchain.claims.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimFigure;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;
import org.medchain.paper.value.ExpressionParser;
import org.medchain.paper.value.RowSelection;
import org.medchain.paper.value.Statistic;
import org.medchain.paper.value.ValueExpression;

/** Computes figures of tables by the report's expressions (CLAIM-13). */
public record ClaimExpressions(ClaimRun run) {
  private static final Pattern SETTING = Pattern.compile("\\$(\\w+)");

  /**
   * An expression with what its rows have.
   *
   * @param texts one a row
   */
  private record Samples(ValueExpression expression, List<String> texts) {
    double[] numbers() {
      return texts.stream()
          .mapToDouble(each -> each.isEmpty() ? Double.NaN : Double.parseDouble(each))
          .map(each -> expression.factor() * each)
          .toArray();
    }

    /** What the statistic makes of them; of no row nothing but a count. */
    double value() {
      return switch (expression.statistic()) {
        case COUNT -> texts.size();
        case DISTINCT -> new HashSet<>(texts).size();
        case ONE -> new HashSet<>(texts).size() == 1 ? numbers()[0] : Double.NaN;
        default ->
            texts.isEmpty()
                ? Double.NaN
                : expression.statistic().of(Arrays.stream(numbers()).boxed().toList());
      };
    }

    long size() {
      return expression.statistic() == Statistic.ONE ? 1 : texts.size();
    }
  }

  /** The figures that a claim's entry names. */
  void fill(Claim claim) throws IOException {
    for (ClaimFigure each : claim.data().figures()) {
      try {
        add(run.figures(claim.id()), filled(each));
      } catch (SourceProblem | RuntimeException e) {
        throw new IllegalStateException(each.metric() + ": " + e.getMessage(), e);
      }
    }
  }

  /** A figure with the values of settings in place of {@code $NAME}. */
  private ClaimFigure filled(ClaimFigure figure) {
    Map<String, String> more = new LinkedHashMap<>(figure.more());
    more.replaceAll((key, text) -> filled(text));
    return new ClaimFigure(figure.metric(), filled(figure.of()), filled(figure.says()), more);
  }

  private String filled(String text) {
    return SETTING.matcher(text).replaceAll(name -> number(run.value(name.group(1))));
  }

  /** As configs and conditions have it. */
  static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private void add(ClaimFigures figures, ClaimFigure figure) throws SourceProblem, IOException {
    Samples of = samples(figure.of());
    String in = figure.more().get("in");
    String over = figure.more().get("over");
    if (in != null) {
      figures.share(figure.metric(), (long) of.value(), (long) value(in), figure.says());
    } else if (over != null) {
      figures.ratio(figure.metric(), ratios(of.numbers(), samples(over).numbers()), figure.says());
    } else if (of.expression().statistic() == Statistic.MEAN) {
      figures.mean(figure.metric(), of.numbers(), figure.says());
    } else {
      long samples = (long) value(figure, "samples", (double) of.size());
      double value =
          (of.value() + value(figure, "plus", 0) - value(figure, "less", 0))
              / value(figure, "per", 1);
      boolean measured = samples > 0 || !figure.more().containsKey("samples");
      figures.value(figure.metric(), measured ? value : Double.NaN, samples, figure.says());
    }
  }

  private double value(ClaimFigure figure, String key, double usual)
      throws SourceProblem, IOException {
    String text = figure.more().get(key);
    return text == null ? usual : value(text);
  }

  /** The value of {@code TABLE: EXPRESSION}, or of a number. */
  public double value(String text) throws SourceProblem, IOException {
    return text.contains(":") ? samples(text).value() : Double.parseDouble(text);
  }

  /** The values of its rows; NaN where there is none. */
  public double[] numbers(String expression) throws SourceProblem, IOException {
    return samples(expression).numbers();
  }

  /** The quotients of the rows of two expressions, which are trials of the same repeats. */
  public static double[] ratios(double[] above, double[] below) {
    if (above.length != below.length) {
      throw new IllegalArgumentException(
          above.length + " rows cannot be divided by " + below.length);
    }
    return IntStream.range(0, above.length).mapToDouble(i -> above[i] / below[i]).toArray();
  }

  /** Of {@code TABLE: EXPRESSION}; rows without a value count for nothing where {@code present}. */
  private Samples samples(String text) throws SourceProblem, IOException {
    int colon = Math.max(0, text.indexOf(':'));
    ValueExpression expression = ExpressionParser.parse(text.substring(colon + 1).strip());
    SourceTable rows =
        RowSelection.of(run.table(text.substring(0, colon)), expression.conditions());
    boolean counts =
        expression.statistic() == Statistic.COUNT || expression.statistic() == Statistic.DISTINCT;
    return new Samples(
        expression,
        rows.column(expression.column()).stream()
            .filter(each -> !each.isEmpty() || !(counts || expression.present()))
            .toList());
  }
}
