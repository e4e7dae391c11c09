package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.contract.consent.ReadAnswer;

/**
 * PROC-8: the day meets each refusal of the contract of trade, of search and of points that a
 * person can meet at a command line; the others are named here, each with the test that meets it.
 */
class DayRefusalsTest {
  private static final Path CORE = Repository.file("reference-node/core/src");
  private static final Path CONTRACT = Path.of("java", "org", "medchain", "contract");
  private static final Pattern REFUSAL = Pattern.compile("\\b(Outcome|ReadAnswer)\\.([A-Z_]+)\\b");
  private static final Pattern OPERATION = Pattern.compile("@OperationRow\\(");

  /** Each of the contract's rooms all of whose operations have to be here. */
  private static final List<String> ROOMS = List.of("datasharing", "search", "economy", "exit");

  /** No command orders it: a demander draws deals on requests. */
  private static final String WITHOUT_COMMAND = "datasharing/DemandRecords";

  /** What commands order is never sent as a read; so this is no refusal of theirs. */
  private static final String OF_READS = "NOT_READ_ONLY";

  /**
   * An operation.
   *
   * @param name for this test
   * @param steps the words of steps that order it
   * @param sources files of the contract in which its refusals stand
   */
  private record Ordered(String name, Pattern steps, List<String> sources) {
    static Ordered of(String name, String steps, String... sources) {
      return new Ordered(name, Pattern.compile(steps), List.of(sources));
    }

    Set<String> refusals() throws IOException {
      Set<String> found = new TreeSet<>();
      for (String each : sources) {
        REFUSAL
            .matcher(Files.readString(source("main", each)))
            .results()
            .filter(match -> !isGrant(match))
            .forEach(match -> found.add(match.group(2)));
      }
      found.remove(OF_READS);
      return found;
    }

    private static boolean isGrant(MatchResult match) {
      return match.group(1).equals("ReadAnswer") && ReadAnswer.valueOf(match.group(2)).granted();
    }
  }

  private static final String RECORD = "records/StoredRecord";

  private static final List<Ordered> OPERATIONS =
      List.of(
          Ordered.of("offer", "^\\w+ offer ", "datasharing/OfferRecords", RECORD),
          Ordered.of("withdraw", "^\\w+ (withdraw|leave) ", "datasharing/Withdraw"),
          Ordered.of("request", "^\\w+ request ", "datasharing/RequestData"),
          Ordered.of("draft", "^\\w+ draft ", "datasharing/DraftDeal"),
          Ordered.of("sign", "^\\w+ sign ", "datasharing/SignDeal", "datasharing/Trade"),
          Ordered.of("end deal", "^\\w+ decline ", "datasharing/EndDeal"),
          Ordered.of("end request", "^\\w+ cancel ", "datasharing/EndRequest"),
          Ordered.of("delegate", "^patient delegate-search .*--until", "search/DelegateSearch"),
          Ordered.of(
              "undelegate", "^patient delegate-search .*--end", "search/EndSearchDelegation"),
          Ordered.of("search", "^\\w+ search ", "search/BillSearch"),
          Ordered.of("update", "^patient (index|upload|erase) ", "search/UpdateIndex"),
          Ordered.of("clear", "^patient (erase|register) ", "search/ClearIndex"),
          Ordered.of(
              "read", "^\\w+ read ", "consent/ReadRecord", "consent/Reading", "consent/Directives"),
          Ordered.of("evaluate", "^\\w+ evaluate ", "verdict/EvaluateRecord", RECORD),
          Ordered.of("redeem", "^points redeem ", "economy/RedeemPoints"),
          Ordered.of("buy level", "^points buy-level ", "economy/BuyLevel"),
          Ordered.of("pay", "^center pay ", "economy/PayVoucher"),
          Ordered.of("leave", "^points exit ", "exit/LeaveChain"),
          Ordered.of("settle", "^points settle ", "exit/SettleExit"),
          Ordered.of("grant", "^patient grant ", "consent/IssueDirective"));

  /** What commands say in other words. */
  private static final Map<String, String> OTHER_WORDS =
      Map.of(
          "search NOT_ALLOWED", ".* does not let you search its records, .*",
          "pay UNKNOWN_VOUCHER", ".*: UNKNOWN_VOUCHER",
          "pay VOUCHER_PAID", ".*: VOUCHER_PAID");

  /** What no command of a day meets, and the test of the contract that does. */
  private static final List<String> ELSEWHERE =
      List.of(
          // It takes dozens of offers, requests, deals, epochs; and more entries than a day has.
          "offer LIMIT_REACHED: exit/LeavingTest aParticipantHasABoundedNumberOfPositions",
          "request LIMIT_REACHED: datasharing/DealsTest requestsAreBoundedInTimeAndNumber",
          "draft LIMIT_REACHED: fuzz/DearDealsTest aDemanderEndsAllThatItHas",
          "draft UNKNOWN_PARTICIPANT: datasharing/DealsTest"
              + " noDealIsDrawnFromTheOfferOfARevokedProvider",
          "sign LIMIT_REACHED: datasharing/AgreementTest onlySoManyAgreementsWait",
          "delegate LIMIT_REACHED: search/SearchBoundsTest delegationsHaveAnEnd",
          "update LIMIT_REACHED: search/SearchBoundsTest anIndexHasAnEnd",
          "clear LIMIT_REACHED: search/SearchBoundsTest generationsHaveAnEnd",
          // On this chain a record is valid at once, and no command finds one false.
          "offer RECORD_FALSE: datasharing/AgreementTest offersAndDemandsAreRefused",
          "offer RECORD_PENDING: verdict/VerificationTest beforeTheVerdictOnlyWhoMustLookReads",
          "read RECORD_FALSE: consent/DirectivesTest aDoctorBreaksTheGlass",
          "read RECORD_PENDING: verdict/VerificationTest beforeTheVerdictOnlyWhoMustLookReads",
          "evaluate RECORD_FALSE: verdict/RatingTest whatTheCenterFoundFalseIsEvaluatedNoMore",
          "evaluate RECORD_PENDING: verdict/VerificationTest beforeTheVerdictOnlyWhoMustLookReads",
          // Nobody missed an audit yet.
          "buy level LOW_SCORE: storageproof/ScoreConsequencesTest aLevelTakesAScore",
          // On this chain an exit has no lock, and nobody froze who left.
          "settle LOCKED: exit/LeavingTest anExitIsSettledOnceAfterTheLock",
          "settle ACCOUNT_FROZEN: exit/LeavingTest anExitIsSettledOnceAfterTheLock",
          // A command grants in its owner's name, seals types, and what is granted is granted.
          "grant UNKNOWN_RECORD: consent/DirectivesTest everyReasonToRefuseADirective",
          "grant NOT_ALLOWED: consent/DirectivesTest everyReasonToRefuseADirective",
          "grant NOT_SEALED: records/SealedChainTest consentByTypeWorksUnderTheSealedName",
          "grant ALREADY_GRANTED: consent/DirectivesTest revokedMeansAtOnce",
          "grant LIMIT_REACHED: consent/DirectivesTest anOwnerHasAtMostSoMany",
          // Commands name themselves as the owner, and make orders from what the state proves.
          "delegate NOT_ALLOWED: search/SearchTest onlyParticipantsBecomeDelegates",
          "delegate WRONG_EPOCH: search/SearchTest theEndOfADelegationBeginsAnEpoch",
          "undelegate NOT_ALLOWED: search/SearchTest theEndOfADelegationBeginsAnEpoch",
          "search EMPTY_INDEX: search/SearchTest"
              + " theOwnerSearchesForNothingAndADelegateForTheQueryPrice",
          "update WRONG_EPOCH: search/SearchTest updatesFollowEachOther",
          "update WRONG_UPDATE: search/SearchTest updatesFollowEachOther",
          "clear WRONG_UPDATE: search/SearchTest"
              + " anIndexIsClearedByItsOwnerInPiecesAndThenInAnotherGeneration",
          "update ENTRY_EXISTS: search/SearchTest"
              + " anEntryIsWrittenOnceAndNoOwnerTakesAnothersAddress",
          "update DELEGATION_OVER: search/SearchTest"
              + " whoseTimeIsOverSearchesNoMoreAndIsEndedBeforeTheNextUpdate",
          "withdraw NOTHING_TO_WITHDRAW: datasharing/AgreementTest whoLeavesGetsBackWhatWasLocked");

  private static Path source(String kind, String name) {
    return CORE.resolve(kind).resolve(CONTRACT).resolve(name + ".java");
  }

  private static Map<String, String> elsewhere() {
    return ELSEWHERE.stream()
        .map(each -> each.split(": ", -1))
        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }

  /** The day's steps that were refused: their words, and what was said. */
  private record Refused(String words, String said) {
    boolean meets(Ordered operation, String refusal) {
      String usual = ".*: refused: " + refusal.toLowerCase(Locale.ROOT).replace('_', ' ') + "\\b.*";
      String words = OTHER_WORDS.getOrDefault(operation.name() + " " + refusal, usual);
      return operation.steps().matcher(this.words).find() && said.matches(words);
    }
  }

  private static List<Refused> refusedSteps() throws IOException {
    List<Refused> all = new ArrayList<>();
    List<String> lines = DayTranscript.golden();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("exit 1")) {
        all.add(new Refused(lines.get(i - 1).substring("$ ".length()), lines.get(i + 1)));
      }
    }
    return all;
  }

  @Test
  void aStepMeetsEachRefusalOrATestIsNamed() throws IOException {
    List<Refused> steps = refusedSteps();
    Set<String> notMet = new TreeSet<>();
    for (Ordered operation : OPERATIONS) {
      for (String refusal : operation.refusals()) {
        if (steps.stream().noneMatch(each -> each.meets(operation, refusal))) {
          notMet.add(operation.name() + " " + refusal);
        }
      }
    }
    assertThat(notMet)
        .as("what the day does not meet, and what has a test named here")
        .isEqualTo(new TreeSet<>(elsewhere().keySet()));
  }

  @Test
  void theTestsThatAreNamedLookForTheirRefusals() throws IOException {
    for (Map.Entry<String, String> each : elsewhere().entrySet()) {
      String refusal = each.getKey().substring(each.getKey().lastIndexOf(' ') + 1);
      String[] test = each.getValue().split(" ", -1);
      String text = Files.readString(source("test", test[0]));
      int at = text.indexOf(" void " + test[1] + "(");
      assertThat(at).as(each.toString()).isPositive();
      assertThat(text.substring(at).split("\n  }\n", -1)[0]).as(each.toString()).contains(refusal);
    }
  }

  @Test
  void eachOperationOfTheseRoomsIsHere() throws IOException {
    Set<String> operations = new TreeSet<>();
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.list(CORE.resolve("main").resolve(CONTRACT).resolve(room))) {
        for (Path each : files.toList()) {
          if (OPERATION.matcher(Files.readString(each)).find()) {
            operations.add(room + "/" + each.getFileName().toString().replace(".java", ""));
          }
        }
      }
    }
    Set<String> here =
        OPERATIONS.stream()
            .flatMap(each -> each.sources().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    here.add(WITHOUT_COMMAND);
    assertThat(operations).isNotEmpty().isSubsetOf(here);
  }
}
