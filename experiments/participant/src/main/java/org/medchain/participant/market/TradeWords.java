package org.medchain.participant.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.QuotedText;

/** Requests and deals, in words and as fields of an answer; units are in the fields' names. */
public final class TradeWords {
  private TradeWords() {}

  /** A type that another chose, for people: what it holds is no command for a terminal. */
  private static String shown(String type) {
    return QuotedText.sentence(type);
  }

  /** A request as fields. */
  public static Map<String, Object> fields(Hash id, DataRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("request", id.toHex());
    fields.put("demander", request.demander().value().toHex());
    fields.put("type", request.terms().dataType());
    fields.put("records", request.terms().count());
    fields.put("records_left", request.left());
    fields.put("max_price_points", request.terms().maxPrice());
    fields.put("until", Instant.ofEpochMilli(request.terms().untilMs()).toString());
    return fields;
  }

  /** A request in words. */
  public static String line(Hash id, DataRequest request) {
    return "request "
        + id.toHex()
        + "  "
        + shown(request.terms().dataType())
        + "  "
        + request.left()
        + " of "
        + request.terms().count()
        + " for up to "
        + request.terms().maxPrice()
        + " points each  until "
        + Instant.ofEpochMilli(request.terms().untilMs())
        + "  by "
        + request.demander().brief();
  }

  /**
   * Deals as fields.
   *
   * @param toSign whether they wait for the reader's signature, or the reader for another's
   * @param lines to which this adds the same in words
   */
  public static List<Map<String, Object>> deals(
      Map<Hash, Deal> deals, boolean toSign, List<String> lines) {
    List<Map<String, Object>> all = new ArrayList<>();
    deals.forEach(
        (id, deal) -> {
          all.add(fields(id, deal));
          PublicKey other = toSign ? deal.demander() : deal.provider();
          lines.add(
              "deal "
                  + id.toHex()
                  + "  "
                  + shown(deal.dataType())
                  + "  "
                  + deal.count()
                  + " at "
                  + deal.price()
                  + " points each  "
                  + (toSign ? "to sign, for " : "waits for ")
                  + other.brief());
        });
    return all;
  }

  /**
   * Signed deals that wait for records as fields.
   *
   * @param lines to which this adds the same in words
   */
  public static List<Map<String, Object>> waiting(
      Map<Hash, WaitingDeal> deals, List<String> lines) {
    List<Map<String, Object>> all = new ArrayList<>();
    deals.forEach(
        (id, deal) -> {
          all.add(fields(id, deal));
          lines.add(
              "deal "
                  + id.toHex()
                  + "  "
                  + shown(deal.at().type())
                  + "  "
                  + deal.agreement().count()
                  + " at "
                  + deal.price()
                  + " points each  signed, waits for records of "
                  + deal.at().provider().brief());
        });
    return all;
  }

  private static Map<String, Object> fields(Hash id, WaitingDeal deal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("deal", id.toHex());
    fields.put("demander", deal.agreement().demander().value().toHex());
    fields.put("provider", deal.at().provider().value().toHex());
    fields.put("type", deal.at().type());
    fields.put("records", deal.agreement().count());
    fields.put("price_points", deal.price());
    fields.put("locked_points", deal.locked());
    return fields;
  }

  private static Map<String, Object> fields(Hash id, Deal deal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("deal", id.toHex());
    fields.put("request", deal.request().toHex());
    fields.put("demander", deal.demander().value().toHex());
    fields.put("provider", deal.provider().value().toHex());
    fields.put("type", deal.dataType());
    fields.put("records", deal.count());
    fields.put("price_points", deal.price());
    fields.put("locked_points", deal.locked());
    return fields;
  }
}
