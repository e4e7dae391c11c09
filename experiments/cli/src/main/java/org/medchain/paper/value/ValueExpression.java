package org.medchain.paper.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;

/**
 * A value of a table: {@code COLUMN where CONDITION, … | STEP | …}.
 *
 * @param column that the value is made of
 * @param conditions that the rows meet, all of them
 * @param present whether rows without a value are left out; else one of them is an error
 * @param statistic made of the rows
 * @param factor by which the number is multiplied
 * @param form in which it is written; words and counts need no form
 * @param otherwise what is written where there is no value; none: that is an error
 */
public record ValueExpression(
    String column,
    List<RowCondition> conditions,
    boolean present,
    Statistic statistic,
    double factor,
    Optional<NumberForm> form,
    Optional<String> otherwise) {

  /**
   * The value as the text shows it.
   *
   * @throws SourceProblem if the table has no such value
   */
  public String of(SourceTable table) throws SourceProblem {
    SourceTable rows = RowSelection.of(table, conditions);
    List<String> values = new ArrayList<>(rows.column(column));
    int all = values.size();
    values.removeIf(String::isEmpty);
    boolean gaps = values.size() < all && !present && !statistic.counts();
    if (statistic.counts()) {
      return written(statistic.count(values));
    }
    if (values.isEmpty() || gaps) {
      if (otherwise.isPresent()) {
        return otherwise.get();
      }
      throw new SourceProblem(missing(table, all, all - values.size()));
    }
    if (statistic != Statistic.ONE) {
      return written(statistic.of(numbers(table, values)));
    }
    String one = one(table, values);
    boolean word = form.isEmpty() && factor == 1;
    return word ? one : written(numbers(table, List.of(one)).get(0));
  }

  private String missing(SourceTable table, int rows, int without) {
    return rows == 0
        ? table.name() + ": no row fits " + said()
        : ("%s: %s of the %s rows that fit have no %s; '| present' leaves them out, '| or "
                + "TEXT' writes something else")
            .formatted(table.name(), without, rows, column);
  }

  private String said() {
    List<String> words = new ArrayList<>();
    conditions.forEach(each -> words.add(each.column() + " … " + each.value()));
    return words.isEmpty() ? "(it has none)" : "'where " + String.join(", ", words) + "'";
  }

  private String one(SourceTable table, List<String> values) throws SourceProblem {
    SequencedSet<String> different = new LinkedHashSet<>(values);
    if (different.size() > 1) {
      throw new SourceProblem(
          "%s: %s rows fit, with %s values of %s; add conditions, or one of %s"
              .formatted(table.name(), values.size(), different.size(), column, Statistic.words()));
    }
    return different.getFirst();
  }

  private List<Double> numbers(SourceTable table, List<String> values) throws SourceProblem {
    List<Double> numbers = new ArrayList<>();
    for (String each : values) {
      OptionalDouble number = Numbers.of(each);
      if (number.isEmpty()) {
        throw new SourceProblem(table.name() + ": " + column + " is '" + each + "', no number");
      }
      numbers.add(number.getAsDouble());
    }
    return numbers;
  }

  private String written(double number) throws SourceProblem {
    double scaled = number * factor;
    if (form.isPresent()) {
      return form.get().write(scaled);
    }
    if (statistic.counts() && factor == 1) {
      return NumberForm.WHOLE.write(scaled);
    }
    throw new SourceProblem("a computed number needs a form, such as " + NumberForm.SAMPLES);
  }
}
