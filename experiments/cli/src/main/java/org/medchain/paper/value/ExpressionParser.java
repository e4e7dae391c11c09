package org.medchain.paper.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.paper.source.SourceProblem;

/**
 * Reads what stands behind the colon of a placeholder:
 *
 * <pre>
 * COLUMN [where COLUMN=VALUE, …] [| present] [| STATISTIC] [| * N] [| / N] [| %.1f] [| or TEXT]
 * </pre>
 */
public final class ExpressionParser {
  private static final Pattern HEAD =
      Pattern.compile("([\\w.-]+)(?:\\s+where\\s+(.+))?", Pattern.DOTALL);
  private static final Pattern SCALE = Pattern.compile("([*/])\\s*(\\S+)");
  private static final String OR = "or ";
  private static final String STEPS =
      "present, " + Statistic.words() + ", '* N', '/ N', a form such as %.1f or %,.0f, 'or TEXT'";

  private boolean present;
  private Optional<Statistic> statistic = Optional.empty();
  private double factor = 1;
  private Optional<NumberForm> form = Optional.empty();
  private Optional<String> otherwise = Optional.empty();

  private ExpressionParser() {}

  /**
   * Reads an expression.
   *
   * @throws SourceProblem that says what is allowed in its place
   */
  public static ValueExpression parse(String text) throws SourceProblem {
    List<String> parts = QuotedParts.split(text, '|');
    Matcher head = HEAD.matcher(parts.get(0));
    if (!head.matches()) {
      throw new SourceProblem(
          "'" + parts.get(0) + "' is no value; wanted: COLUMN, or COLUMN where COLUMN=VALUE, …");
    }
    ExpressionParser steps = new ExpressionParser();
    for (String each : parts.subList(1, parts.size())) {
      steps.step(each);
    }
    return new ValueExpression(
        head.group(1),
        head.group(2) == null ? List.of() : conditions(head.group(2)),
        steps.present,
        steps.statistic.orElse(Statistic.ONE),
        steps.factor,
        steps.form,
        steps.otherwise);
  }

  /**
   * Reads conditions with commas between them.
   *
   * @throws SourceProblem if one of them is no condition
   */
  public static List<RowCondition> conditions(String text) throws SourceProblem {
    List<RowCondition> conditions = new ArrayList<>();
    for (String each : QuotedParts.split(text, ',')) {
      conditions.add(RowCondition.parse(each));
    }
    return conditions;
  }

  private void step(String text) throws SourceProblem {
    Matcher scale = SCALE.matcher(text);
    Optional<Statistic> named = Statistic.of(text);
    Optional<NumberForm> written = NumberForm.of(text);
    if (text.equals("present")) {
      present = true;
    } else if (named.isPresent() && statistic.isEmpty()) {
      statistic = named;
    } else if (written.isPresent() && form.isEmpty()) {
      form = written;
    } else if (text.startsWith(OR)) {
      otherwise = Optional.of(QuotedParts.unquoted(text.substring(OR.length()).strip()));
    } else if (scale.matches()) {
      scale(scale.group(1).equals("*"), scale.group(2));
    } else {
      throw new SourceProblem("'| " + text + "' is no step, or a second one; steps: " + STEPS);
    }
  }

  private void scale(boolean times, String text) throws SourceProblem {
    OptionalDouble number = Numbers.of(text);
    if (number.isEmpty() || number.getAsDouble() == 0) {
      throw new SourceProblem("'" + text + "' is no number to multiply with or to divide by");
    }
    factor = times ? factor * number.getAsDouble() : factor / number.getAsDouble();
  }
}
