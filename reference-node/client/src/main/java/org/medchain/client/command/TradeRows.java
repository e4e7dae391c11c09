package org.medchain.client.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.medchain.client.market.WaitingDeal;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.data.Hash;

/** Requests and deals as rows of answers. */
final class TradeRows {
  private static final String LINE =
      "deal {deal}  {type}  {records} at {price_points} points each  ";

  private TradeRows() {}

  static <T> List<CommandAnswer> of(Map<Hash, T> all, BiFunction<Hash, T, CommandAnswer> row) {
    return all.entrySet().stream().map(each -> row.apply(each.getKey(), each.getValue())).toList();
  }

  static CommandAnswer request(Hash id, DataRequest request) {
    return CommandAnswer.of("request", id)
        .with("demander", request.demander())
        .with("type", request.terms().dataType())
        .with("records", request.terms().count())
        .with("records_left", request.left())
        .with("max_price_points", request.terms().maxPrice())
        .with("until", Instant.ofEpochMilli(request.terms().untilMs()))
        .text(
            "request {request}  {type}  {records_left} of {records} for up to {max_price_points}"
                + " points each  until {until}  by {demander~}");
  }

  /**
   * A deal that is not signed.
   *
   * @param state names whom it waits for, as in {@link CommandAnswer#text}
   */
  static CommandAnswer deal(Hash id, Deal deal, String state) {
    return CommandAnswer.of("deal", id)
        .with("request", deal.request())
        .with("demander", deal.demander())
        .with("provider", deal.provider())
        .with("type", deal.dataType())
        .with("records", deal.count())
        .with("price_points", deal.price())
        .with("locked_points", deal.locked())
        .text(LINE + state);
  }

  /** A signed deal that waits for records. */
  static CommandAnswer waiting(Hash id, WaitingDeal deal) {
    return CommandAnswer.of("deal", id)
        .with("demander", deal.agreement().demander())
        .with("provider", deal.at().provider())
        .with("type", deal.at().type())
        .with("records", deal.agreement().count())
        .with("price_points", deal.price())
        .with("locked_points", deal.locked())
        .text(LINE + "signed, waits for records of {provider~}");
  }
}
