package org.medchain.client.command;

import java.time.Instant;
import java.util.Optional;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.client.enrolment.InputException;
import org.medchain.data.Hash;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which part of a list is wanted: a time, and a page of it (PROC-12). */
final class PageOptions {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "From this time of the ledger on: 2027-03-01 or 2027-03-01T12:00:00Z.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Before this time of the ledger.")
  private Instant until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "256",
      description = "The most lines, 1 to 256; ${DEFAULT-VALUE} unless given.")
  private int limit;

  @Option(
      names = "--after",
      paramLabel = "PLACE",
      converter = PlaceConverter.class,
      description = "The page after this place, which the page before names as next.")
  private Location after;

  /** Reads height and index, as in 120.3. */
  static final class PlaceConverter implements ITypeConverter<Location> {
    @Override
    public Location convert(String text) {
      if (!text.matches("[0-9]{1,18}\\.[0-9]{1,9}")) {
        throw new TypeConversionException("'" + text + "' is not a place; allowed is 120.3");
      }
      int dot = text.indexOf('.');
      return new Location(
          Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }
  }

  /** A place as a person types it. */
  static String text(Location place) {
    return place.height() + "." + place.index();
  }

  /** A page of the orders about a record. */
  HistorySearch history(Hash record) throws InputException {
    return new HistorySearch(record, sinceMs(), untilMs(), Optional.ofNullable(after), limit());
  }

  /** A page of records. */
  RecordSearch records() throws InputException {
    RecordSearch first = RecordSearch.all().between(sinceMs(), untilMs()).page(limit());
    return after == null ? first : first.after(after);
  }

  private long sinceMs() {
    return since == null ? 0 : since.toEpochMilli();
  }

  private long untilMs() {
    return until == null ? Long.MAX_VALUE : until.toEpochMilli();
  }

  /** Whether all is wanted, from the beginning and of any time. */
  boolean isWhole() {
    return after == null && since == null && until == null;
  }

  private int limit() throws InputException {
    if (limit < 1 || limit > RecordSearch.MAX_LIMIT) {
      throw new InputException("--limit: 1 to " + RecordSearch.MAX_LIMIT + ", not " + limit);
    }
    return limit;
  }

  /** How to get the next page, in an answer. */
  static CommandAnswer followed(CommandAnswer answer, Page<?> page) {
    return page.next()
        .map(last -> answer.line("more: --after " + text(last)).with("next", text(last)))
        .orElse(answer);
  }
}
