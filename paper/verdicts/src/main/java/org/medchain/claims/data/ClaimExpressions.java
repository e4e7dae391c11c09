package org.medchain.claims.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimFigure;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;
import org.medchain.paper.value.ExpressionParser;
import org.medchain.paper.value.RowSelection;
import org.medchain.paper.value.Statistic;
import org.medchain.paper.value.ValueExpression;

/** Computes figures of raw tables by the report's expressions (CLAIM-13). */
final class ClaimExpressions {
  private final ClaimRun run;
  private final Map<String, SourceTable> tables = new HashMap<>();

  ClaimExpressions(ClaimRun run) {
    this.run = run;
  }

  /** The figures that a claim's entry names. */
  void fill(Claim claim) throws IOException {
    ClaimFigures figures = run.figures(claim.id());
    for (ClaimFigure each : claim.data().figures()) {
      try {
        add(figures, each);
      } catch (SourceProblem e) {
        throw new IllegalStateException(each.metric() + ": " + e.getMessage(), e);
      }
    }
  }

  private void add(ClaimFigures figures, ClaimFigure figure) throws SourceProblem, IOException {
    ValueExpression expression = expression(figure.of());
    Statistic statistic = expression.statistic();
    List<Double> samples = samples(figure.of(), expression);
    if (figure.in().isPresent()) {
      int of = samples(figure.in().get(), expression(figure.in().get())).size();
      figures.share(figure.metric(), samples.size(), of, figure.says());
    } else if (statistic == Statistic.MEAN) {
      double[] values = samples.stream().mapToDouble(Double::doubleValue).toArray();
      figures.mean(figure.metric(), values, figure.says());
    } else {
      double value =
          statistic == Statistic.COUNT
              ? samples.size()
              : samples.isEmpty() ? Double.NaN : statistic.of(samples);
      figures.value(figure.metric(), value, samples.size(), figure.says());
    }
  }

  private static ValueExpression expression(String text) throws SourceProblem {
    return ExpressionParser.parse(text.substring(text.indexOf(':') + 1).strip());
  }

  /** The values of the rows that fit; what is counted need be no number. */
  private List<Double> samples(String text, ValueExpression expression)
      throws SourceProblem, IOException {
    String name = text.substring(0, Math.max(0, text.indexOf(':')));
    SourceTable table = tables.get(name);
    if (table == null) {
      table = PaperSources.csv(name, run.rawText(name));
      tables.put(name, table);
    }
    boolean counts = expression.statistic() == Statistic.COUNT;
    List<Double> samples = new ArrayList<>();
    for (String each :
        RowSelection.of(table, expression.conditions()).column(expression.column())) {
      if (counts && !each.isEmpty()) {
        samples.add(1.0);
      } else if (!counts && !(each.isEmpty() && expression.present())) {
        double value = each.isEmpty() ? Double.NaN : Double.parseDouble(each);
        samples.add(expression.factor() * value);
      }
    }
    return samples;
  }
}
