package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.medchain.client.identity.JsonText;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.contract.Operations;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.data.Ed25519;
import org.medchain.data.Transaction;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import org.medchain.node.identity.CredentialFiles;
import tools.jackson.databind.JsonNode;

/**
 * PROC-3: commands that end between their order and their answer: stations of {@link DemoDayTest}.
 */
record InterruptionStations(DayCluster day) {
  private static final String REDEEM = "points redeem 10 --as patient-2";

  private ParticipantFolder patient() throws IOException {
    return day.identity("patient-2");
  }

  private void interrupt(String line) {
    CommandResult result = day.cutOff(line);
    assertThat(result.code()).as(line).isNotZero();
    assertThat(result.err()).contains("cut off");
  }

  /** What the same command tells when it is given again, and says of it. */
  private JsonNode toldAgain(String line) {
    CommandResult result = day.run(line);
    assertThat(result.code()).as(line + ": " + result.err()).isZero();
    assertThat(result.err()).contains("had this ordered before");
    return result.json();
  }

  /** A request that was sent before, with or without a known result, counts once. */
  void anInterruptedRequestHasItsEffectOnce() throws Exception {
    long before = day.points("patient-2");
    long number = JsonText.read(patient().requests()).path("last").asLong(0) + 1;
    Transaction redeem =
        new Operations(
                new Ed25519(),
                day.cluster().genesis().chain(),
                CredentialFiles.readLedgerKeys(patient().keys(), new char[0]))
            .sign(number, new RedeemPoints(10));
    String pending =
        "{\"last\": " + number + ", \"pending\": \"" + redeem.encoded().toHex() + "\"}";

    Files.writeString(patient().requests(), pending); // written down, and not sent
    day.answer(REDEEM);
    assertThat(day.points("patient-2")).isEqualTo(before - 10);

    Files.writeString(patient().requests(), pending); // sent and executed, and the result was lost
    assertThat(day.answer(REDEEM).path("paid_out_points").asLong(0)).isPositive();
    Files.writeString(
        patient().requests(), "{\"last\": " + (number + 9) + "}"); // its numbers went on meanwhile
    assertThat(day.points("patient-2")).isEqualTo(before - 10);
  }

  /** Another request of the same number does not pass for the one that was ordered. */
  void aLostOrOldJournalLosesNoRequest() throws Exception {
    long before = day.points("patient-2");
    Files.delete(patient().requests());
    day.answer("points redeem 3 --as patient-2");
    assertThat(day.points("patient-2")).isEqualTo(before - 3);
    Files.writeString(patient().requests(), "{\"last\": 1}");
    day.answer("points redeem 2 --as patient-2");
    assertThat(day.points("patient-2")).isEqualTo(before - 5);
  }

  /** Before and after its result is known, and with another command in between. */
  void aVoucherIsToldLaterAndNotMadeTwice() throws Exception {
    long before = day.points("patient-2");
    interrupt(REDEEM);
    JsonNode kept = JsonText.read(patient().requests());
    JsonNode redeemed = kept.path("untold").path(0);
    day.answer("points redeem 1 --as patient-2");
    String voucher = toldAgain(REDEEM).path("voucher").asString("");
    assertThat(day.points("patient-2")).isEqualTo(before - 11);

    // The answer had not come: the next command has it sent again, and keeps it for its own.
    String unanswered =
        JsonText.of(
            Map.of(
                "last", kept.path("last").asLong(0),
                "command", redeemed.path("command").asString(""),
                "pending", redeemed.path("request").asString("")));
    Files.writeString(patient().requests(), unanswered);
    day.answer("points redeem 2 --as patient-2");
    assertThat(toldAgain(REDEEM).path("voucher").asString("")).isEqualTo(voucher);
    assertThat(day.points("patient-2")).isEqualTo(before - 13);

    CommandResult another = day.run(REDEEM);
    assertThat(another.json().path("voucher").asString(voucher)).isNotEqualTo(voucher);
    assertThat(another.err()).isEmpty();
    assertThat(day.points("patient-2")).isEqualTo(before - 23);
  }

  /** From the request to the signature. */
  void aTradeIsToldLaterAndNotMadeTwice() {
    String record =
        day.answer("patient records --as patient-2")
            .path("records")
            .path(0)
            .path("record")
            .asString("");
    day.answer("patient offer " + record + " --type scans --price 4 --as patient-2");
    Instant until = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.DAYS);
    String ask = "hospital request --type scans --max-price 5 --as clinic-1 --until " + until;
    interrupt(ask);
    JsonNode open = day.answer("hospital deals --as clinic-1").path("requests");
    String request = toldAgain(ask).path("request").asString("");
    assertThat(open).hasSize(1);
    assertThat(open.path(0).path("request").asString("")).isEqualTo(request);
    assertThat(day.answer("hospital deals --as clinic-1").path("requests")).hasSize(1);

    long before = day.points("clinic-1");
    String draw = "hospital draft " + request + " --from patient-2 --as clinic-1";
    interrupt(draw);
    String deal = toldAgain(draw).path("deal").asString("");
    assertThat(
            day.answer("patient deals --as patient-2")
                .path("to_sign")
                .path(0)
                .path("deal")
                .asString(""))
        .isEqualTo(deal);
    assertThat(day.points("clinic-1")).isEqualTo(before - 4);

    String sign = "patient sign " + deal + " --as patient-2";
    interrupt(sign);
    assertThat(toldAgain(sign).path("paid_points").asLong(0)).isEqualTo(4);
    assertThat(day.run(sign).code()).as("there is no deal to sign").isEqualTo(1);
    day.answer("patient withdraw --type scans --as patient-2");
  }

  /** A paid read is not paid again. */
  void aReadIsPaidOnce() throws IOException {
    String record =
        day.answer("patient records --as patient-2")
            .path("records")
            .path(0)
            .path("record")
            .asString("");
    String consent = " --to doctor:doctor-2 --purpose HRESCH --until 2999-01-01 --as patient-2";
    day.answer("patient grant " + record + consent);
    long before = day.points("doctor-2");
    String words = " --purpose HRESCH -o " + patient().folder() + "/read --as doctor-2";
    String read = "doctor read " + record + words;
    interrupt(read);
    assertThat(toldAgain(read).path("price_points").asLong(0)).isEqualTo(7);
    assertThat(day.points("doctor-2")).isEqualTo(before - 7);
  }

  /** PROC-30: of who left on the day, and was not settled. */
  void aLevelAndASettlementAreToldLaterAndMadeOnce() {
    long before = day.points("patient-2");
    String buy = "points buy-level 1 --as patient-2";
    interrupt(buy);
    JsonNode bought = toldAgain(buy);
    JsonNode levels = day.answer("points levels --as patient-2");
    assertThat(levels.path("levels")).hasSize(2);
    assertThat(levels.path("level").asInt(0)).isEqualTo(1);
    assertThat(levels.path("until_block").asLong(0))
        .isEqualTo(bought.path("until_block").asLong(-1));
    assertThat(day.points("patient-2")).isEqualTo(before - bought.path("price_points").asLong(0));

    String settle = "points settle --participant escrowed-0 --as patient-2";
    interrupt(settle);
    JsonNode settled = toldAgain(settle);
    assertThat(settled.path("voucher").asString("")).hasSize(64);
    assertThat(settled.path("paid_out_points").asLong(0)).isPositive();
    assertThat(day.run(settle).json().path("reason").asString("")).contains("refused: settled");
  }
}
