package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medchain.client.market.Market;
import org.medchain.client.market.RankedOffer;
import org.medchain.client.market.WaitingDeal;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Commands of a demander of data in a trade (paper §4 (3); PROC-20): hospitals and institutions.
 */
final class DemanderTradeCommands {
  private DemanderTradeCommands() {}

  /** The request that a command is about. */
  static final class RequestParameter {
    @Parameters(
        index = "0",
        paramLabel = "REQUEST",
        converter = SessionCommand.RecordIdConverter.class,
        description = "The request's id, 64 hexadecimal digits.")
    Hash id;
  }

  /** Broadcasts a demand (CON-37). */
  @Command(
      name = "request",
      description = {
        "Asks all providers for records of a type: the request is on the ledger, for all to see.",
        "Nothing is paid or locked for it."
      })
  static final class Request extends SessionCommand {
    @Option(
        names = "--type",
        paramLabel = "TYPE",
        required = true,
        converter = SessionCommand.DataTypeConverter.class,
        description = "The kind of data, in the words of the offers.")
    private String type;

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many records; ${DEFAULT-VALUE} unless given.")
    private int count;

    @Option(
        names = "--max-price",
        paramLabel = "POINTS",
        required = true,
        description = "The most for each.")
    private long maxPrice;

    @Option(
        names = "--until",
        paramLabel = "TIME",
        required = true,
        converter = TimeConverter.class,
        description = "When it ends, by the blocks' time, e.g. 2027-03-01; a year ahead at most.")
    private Instant until;

    @Override
    CommandAnswer run() throws Exception {
      RequestTerms terms =
          typed("", () -> new RequestTerms(type, count, maxPrice, until.toEpochMilli()));
      ParticipantSession session = session();
      Hash id = session.require(new RequestData(terms), DealEvents.DataRequested.class).request();
      session.settle(); // so that providers find it proved
      return CommandAnswer.of("request", id).text("request {request}");
    }
  }

  /** Selects accounts (CON-37, PROC-20). */
  @Command(
      name = "match",
      description = {
        "Lists the open offers that a request of yours may be met from, the best provider first:",
        "by its score (audits answered, less missed, and records shared) less what buyers said "
            + "does not hold, then by price."
      })
  static final class Match extends SessionCommand {
    @Mixin private RequestParameter id;

    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.advance(); // others offered just before: that has to be proved
      DataRequest request =
          session
              .state(Deals.requestEntry(id.id))
              .orElseThrow(() -> new RefusedException(Outcome.NO_REQUEST.words()));
      List<CommandAnswer> matching = new ArrayList<>();
      int tooDear = 0;
      for (RankedOffer each : new Market(session).offers(request.terms().dataType())) {
        if (each.offer().price() > request.terms().maxPrice()) {
          tooDear++;
        } else {
          matching.add(row(each));
        }
      }
      return CommandAnswer.of("request", id.id)
          .rows("offers", matching)
          .line(count(matching.size(), "offer") + ", " + tooDear + " too expensive")
          .with("too_dear", tooDear);
    }

    private static CommandAnswer row(RankedOffer each) {
      int records = each.offer().records().size();
      return CommandAnswer.of("provider", each.provider())
          .with("price_points", each.offer().price())
          .with("records", records)
          .with("score", each.score().value())
          .with("audits_answered", each.score().answered())
          .with("audits_missed", each.score().missed())
          .with("records_shared", each.score().shared())
          .with("evaluated_to_hold", each.rating().held())
          .with("evaluated_not_to_hold", each.rating().denied())
          .text(
              "{provider}  score {score}  holds {evaluated_to_hold}, does not"
                  + " {evaluated_not_to_hold}  {price_points} points each  "
                  + count(records, "record"));
    }
  }

  /** The new contract (CON-38). */
  @Command(
      name = "draft",
      description =
          "Draws a deal on a request of yours from a provider's offer, at its price; the points for"
              + " all records are locked until the provider signs, or either of you ends it.")
  static final class Draft extends SessionCommand {
    @Mixin private RequestParameter request;

    @Option(
        names = "--from",
        paramLabel = "PROVIDER",
        required = true,
        description = "Its key as 'match' lists it, or an identity of this machine.")
    private String provider;

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many records; ${DEFAULT-VALUE} unless given.")
    private int count;

    @Override
    CommandAnswer run() throws Exception {
      PublicKey key = identities().key(provider);
      DraftDeal draft = typed("--count: ", () -> new DraftDeal(request.id, key, count));
      ParticipantSession session = session();
      DealEvents.DealDrafted drawn = session.require(draft, DealEvents.DealDrafted.class);
      session.settle(); // so that the provider finds it proved
      return CommandAnswer.of("deal", drawn.deal())
          .with("locked_points", drawn.terms().locked())
          .text("deal {deal}")
          .text("{locked_points} points locked");
    }
  }

  /** Takes back a deal, or ends a request with its deals (CON-40). */
  @Command(
      name = "cancel",
      description =
          "Takes back a deal that is not signed, or ends a request and all unsigned deals on it; "
              + "what was locked goes back. A signed deal that waits is left by 'leave'.")
  static final class Cancel extends SessionCommand {
    @Parameters(
        index = "0",
        paramLabel = "DEAL|REQUEST",
        converter = RecordIdConverter.class,
        description = "Its id, 64 hexadecimal digits.")
    private Hash id;

    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      long unused = session.light().sync();
      boolean isRequest = session.state(Deals.requestEntry(id)).isPresent();
      if (!isRequest) {
        Receipt ended = session.require(new EndDeal(id), Outcome.NO_DEAL);
        if (ended.succeeded()) {
          return ended(session, "deal");
        }
      }
      // A request may be too new to be proved, so that is tried as well.
      Receipt closed = session.require(new EndRequest(id), Outcome.NO_REQUEST);
      if (!closed.succeeded()) {
        // So it is after a cancel whose answer was lost.
        throw new RefusedException(
            "no request: none that is open has this id, and no unsigned deal; it may have ended;"
                + " 'leave' takes back a signed deal that waits");
      }
      return ended(session, "request")
          .with("deals_ended", MedicalModules.events(closed).size() - 1);
    }

    private CommandAnswer ended(ParticipantSession session, String what) throws Exception {
      session.settle();
      return CommandAnswer.of(what + " " + id.brief() + " is ended").with(what, id);
    }
  }

  /** Leaves a signed deal that waits (CON-13). */
  @Command(
      name = "leave",
      description =
          "Leaves a deal that is signed and waits for records, as 'deals' lists it; its points go "
              + "back. One that is not signed is taken back by 'cancel'.")
  static final class Leave extends SessionCommand {
    @Mixin private ProviderTradeCommands.DealParameter deal;

    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.advance(); // its provider signed just before: that has to be proved
      WaitingDeal waiting = WaitingDeal.of(session.light(), session.participant()).get(deal.id);
      if (waiting == null || !waiting.agreement().demander().equals(session.participant())) {
        throw new RefusedException(
            "no signed deal of yours with this id waits; it may be left, or fulfilled, or"
                + " unsigned");
      }
      Receipt unused = session.require(new Withdraw(waiting.at().provider(), waiting.at().type()));
      session.settle();
      return CommandAnswer.of("deal", deal.id)
          .with("returned_points", waiting.locked())
          .text("deal {deal~} is left")
          .text("{returned_points} points are back");
    }
  }

  /** Says whether a bought record holds (GAME-3). */
  @Command(
      name = "evaluate",
      description =
          "Says whether a record that you bought is what it says, its type included, once."
              + " 'match' shows how often this held for each provider. Where verifiers decide, and"
              + " enough say no, the record's owner is penalised.")
  static final class Evaluate extends SessionCommand {
    @Mixin private RecordParameter record;

    @Option(
        names = "--holds",
        paramLabel = "yes|no",
        required = true,
        converter = YesOrNo.class,
        description = "Whether it does.")
    private ClaimConverter.Claim answer;

    /** Reads the buyer's word. */
    static final class YesOrNo extends ClaimConverter {
      YesOrNo() {
        super("yes", "no");
      }
    }

    @Override
    CommandAnswer run() throws Exception {
      boolean holds = answer.holds();
      Receipt unused = session().require(new EvaluateRecord(record.id, holds));
      return CommandAnswer.of("record", record.id)
          .with("holds", holds)
          .text("record {record~}" + (holds ? " holds" : " does not hold"));
    }
  }
}
