package org.medchain.experiments.results;

import java.util.function.Function;

/**
 * A column of a table, and what a row has in it.
 *
 * @param head its name
 * @param value of a row, as {@link CsvTable#text} takes it
 * @param <T> what the table has a row of
 */
public record CsvColumn<T>(String head, Function<T, Object> value) {}
