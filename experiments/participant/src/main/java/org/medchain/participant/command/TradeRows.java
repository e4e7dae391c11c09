package org.medchain.participant.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.QuotedText;
import org.medchain.participant.market.WaitingDeal;

/** Requests and deals as rows of answers. */
final class TradeRows {
  private TradeRows() {}

  static <T> List<CommandAnswer> of(Map<Hash, T> all, BiFunction<Hash, T, CommandAnswer> row) {
    return all.entrySet().stream().map(each -> row.apply(each.getKey(), each.getValue())).toList();
  }

  /** A type that another chose, for people: what it holds is no command for a terminal. */
  private static String shown(String type) {
    return QuotedText.sentence(type);
  }

  static CommandAnswer request(Hash id, DataRequest request) {
    Instant until = Instant.ofEpochMilli(request.terms().untilMs());
    return CommandAnswer.of(
            "request %s  %s  %s of %s for up to %s points each  until %s  by %s"
                .formatted(
                    id.toHex(),
                    shown(request.terms().dataType()),
                    request.left(),
                    request.terms().count(),
                    request.terms().maxPrice(),
                    until,
                    request.demander().brief()))
        .with("request", id)
        .with("demander", request.demander())
        .with("type", request.terms().dataType())
        .with("records", request.terms().count())
        .with("records_left", request.left())
        .with("max_price_points", request.terms().maxPrice())
        .with("until", until);
  }

  /** A deal that waits for another's signature. */
  static CommandAnswer drafted(Hash id, Deal deal) {
    return deal(id, deal, "waits for " + deal.provider().brief());
  }

  /** A deal that waits for the reader's signature. */
  static CommandAnswer toSign(Hash id, Deal deal) {
    return deal(id, deal, "to sign, for " + deal.demander().brief());
  }

  private static CommandAnswer deal(Hash id, Deal deal, String state) {
    return line(id, deal.dataType(), deal.count(), deal.price(), state)
        .with("deal", id)
        .with("request", deal.request())
        .with("demander", deal.demander())
        .with("provider", deal.provider())
        .with("type", deal.dataType())
        .with("records", deal.count())
        .with("price_points", deal.price())
        .with("locked_points", deal.locked());
  }

  /** A signed deal that waits for records. */
  static CommandAnswer waiting(Hash id, WaitingDeal deal) {
    PublicKey provider = deal.at().provider();
    int records = deal.agreement().count();
    String state = "signed, waits for records of " + provider.brief();
    return line(id, deal.at().type(), records, deal.price(), state)
        .with("deal", id)
        .with("demander", deal.agreement().demander())
        .with("provider", provider)
        .with("type", deal.at().type())
        .with("records", records)
        .with("price_points", deal.price())
        .with("locked_points", deal.locked());
  }

  private static CommandAnswer line(Hash id, String type, int count, long price, String state) {
    return CommandAnswer.of(
        "deal %s  %s  %s at %s points each  %s"
            .formatted(id.toHex(), shown(type), count, price, state));
  }
}
