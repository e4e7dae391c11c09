package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.util.List;
import java.util.Map;
import org.medchain.application.MarketSearch;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.market.Market;
import org.medchain.client.market.OpenDeals;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Event;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.SealedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Commands of a provider of data in a trade (paper §4 (3); PROC-20): patients and hospitals. */
final class ProviderTradeCommands {
  private ProviderTradeCommands() {}

  /** The deal that a command is about. */
  static final class DealParameter {
    @Parameters(
        index = "0",
        paramLabel = "DEAL",
        converter = SessionCommand.RecordIdConverter.class,
        description = "The deal's id, 64 hexadecimal digits.")
    Hash id;
  }

  /** Its contract (CON-10, CON-41). */
  @Command(
      name = "offer",
      description =
          "Offers records of a type at a price each: those named, and on a chain in clear those"
              + " that come later. The type is told to all who keep the ledger: on a sealed chain"
              + " it says of the named records, and by their type's common name of your others of"
              + " that type, what they are.")
  static final class Offer extends SessionCommand {
    @Option(
        names = "--type",
        paramLabel = "TYPE",
        required = true,
        converter = SessionCommand.DataTypeConverter.class,
        description = "Their type.")
    private String type;

    @Option(
        names = "--price",
        paramLabel = "POINTS",
        required = true,
        description = "For each record.")
    private long price;

    @Parameters(paramLabel = "RECORD", arity = "0..*", description = "Ids of the records.")
    private List<String> ids = List.of();

    @Override
    CommandAnswer run() throws Exception {
      List<Hash> records = records();
      OfferRecords offer = typed("", () -> new OfferRecords(type, price, records));
      ParticipantSession session = session();
      boolean sealed = session.genesis().terms().metadata() == MetadataForm.SEALED;
      if (sealed && records.isEmpty() && !SealedText.isSealed(type)) {
        throw new InputException(
            "name the records: on this chain no later one comes under a type in words");
      }
      Receipt unused = session.require(offer);
      session.settle(); // so that others find it proved
      return CommandAnswer.of("type", type)
          .with("price_points", price)
          .with("records", records)
          .text("{type} offered at {price_points} points each, " + count(records.size(), "record"));
    }

    /** Of a list that may be empty picocli would call a wrong id an unmatched argument. */
    private List<Hash> records() throws InputException {
      try {
        return ids.stream().map(new RecordIdConverter()::convert).toList();
      } catch (TypeConversionException e) {
        throw new InputException("RECORD: " + e.getMessage());
      }
    }
  }

  /** Closes it (CON-13). */
  @Command(
      name = "withdraw",
      description = "Closes your offer of a type; agreements that wait on it are dissolved.")
  static final class WithdrawOffer extends SessionCommand {
    @Option(names = "--type", paramLabel = "TYPE", required = true, description = "Of the offer.")
    private String type;

    @Override
    CommandAnswer run() throws Exception {
      PublicKey own = folder().card().participant();
      Withdraw withdrawal = typed("--type: ", () -> new Withdraw(own, type));
      Receipt unused = session().require(withdrawal);
      session().settle();
      return CommandAnswer.of("type", type).text("the offer of {type} is closed");
    }
  }

  /** The demand that was broadcast (CON-37). */
  @Command(
      name = "requests",
      description =
          "Lists the open data requests, of a type or of all, that f + 1 agencies list, as the"
              + " state proves them.")
  static final class Requests extends SessionCommand {
    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
    private String type;

    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.advance(); // others ordered them: they have to be proved
      MarketSearch search = type == null ? MarketSearch.all() : MarketSearch.all().ofType(type);
      Map<Hash, DataRequest> open = new Market(session).requests(search);
      return CommandAnswer.list("requests", TradeRows.of(open, TradeRows::request))
          .line(count(open.size(), "request"));
    }
  }

  /** Lists the open requests and deals, of providers and demanders alike. */
  @Command(
      name = "deals",
      description =
          "Lists your open requests, the deals that you drew, those that wait for your signature, "
              + "and signed ones that wait for records, as the state proves them.")
  static final class DealList extends SessionCommand {
    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.advance(); // others drew or signed just before: that has to be proved
      OpenDeals open = OpenDeals.of(session.light(), session.participant());
      return CommandAnswer.list("requests", TradeRows.of(open.requests(), TradeRows::request))
          .rows(
              "drafted",
              TradeRows.of(
                  open.drafted(), (id, deal) -> TradeRows.deal(id, deal, "waits for {provider~}")))
          .rows(
              "to_sign",
              TradeRows.of(
                  open.toSign(),
                  (id, deal) -> TradeRows.deal(id, deal, "to sign, for {demander~}")))
          .rows("waiting", TradeRows.of(open.waiting(), TradeRows::waiting))
          .line(
              "%s, %s drawn, %s to sign, %s signed and waiting"
                  .formatted(
                      count(open.requests().size(), "request"),
                      open.drafted().size(),
                      open.toSign().size(),
                      open.waiting().size()));
    }
  }

  /** The provider's check and signature (CON-39). */
  @Command(
      name = "sign",
      description =
          "Signs a deal that 'deals' shows: the ledger checks it against your offer once more, and "
              + "it delivers and pays as soon as the offer has the records.")
  static final class Sign extends SessionCommand {
    @Mixin private DealParameter deal;

    @Override
    CommandAnswer run() throws Exception {
      List<Event> events = MedicalModules.events(session().require(new SignDeal(deal.id)));
      session().settle();
      CommandAnswer answer = CommandAnswer.of("deal", deal.id).text("deal {deal~} is signed");
      return events.stream()
          .filter(TradeEvents.AgreementTriggered.class::isInstance)
          .map(TradeEvents.AgreementTriggered.class::cast)
          .filter(paid -> paid.agreement().equals(deal.id))
          .findFirst()
          .map(paid -> paid(answer, paid))
          .orElseGet(() -> waits(answer, events));
    }

    private static CommandAnswer paid(CommandAnswer answer, TradeEvents.AgreementTriggered paid) {
      return answer
          .line(count(paid.records().size(), "record") + " sold, " + paid.paid() + " points")
          .with("waits", false)
          .with("paid_points", paid.paid())
          .with("records", paid.records());
    }

    /** CON-12: the offer has too few records that the demander does not have. */
    private static CommandAnswer waits(CommandAnswer answer, List<Event> events) {
      for (Event event : events) {
        if (event instanceof TradeEvents.AgreementConcluded waiting) {
          return answer
              .line(
                  ("it waits until your offer has %s that %s does not have; %s points are locked "
                          + "until then, or until the demander leaves or you withdraw the offer")
                      .formatted(
                          count(waiting.count(), "record"),
                          waiting.demander().brief(),
                          waiting.locked()))
              .with("waits", true)
              .with("waits_for_records", waiting.count())
              .with("locked_points", waiting.locked());
        }
      }
      throw new IllegalStateException("a signature without its agreement");
    }
  }

  /** The provider does not (CON-40). */
  @Command(
      name = "decline",
      description = "Ends a deal that waits for your signature; its points go back.")
  static final class Decline extends SessionCommand {
    @Mixin private DealParameter deal;

    @Override
    CommandAnswer run() throws Exception {
      Receipt unused = session().require(new EndDeal(deal.id));
      session().settle();
      return CommandAnswer.of("deal", deal.id).text("deal {deal~} is declined");
    }
  }
}
