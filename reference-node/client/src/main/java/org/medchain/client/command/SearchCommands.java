package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medchain.application.search.Keyword;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.search.KeywordSearch;
import org.medchain.client.search.KeywordSearch.FoundRecords;
import org.medchain.client.search.OwnIndex;
import org.medchain.client.search.SearchDelegations;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Role;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.SearchLine;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Searching by keywords, and permissions for it (paper §4 (3); PROC-21 to PROC-23). */
final class SearchCommands {
  private SearchCommands() {}

  /**
   * {@code medchain patient search}: by a trapdoor at the consensus nodes (paper §4 (3); PROC-23).
   */
  @Command(
      name = "search",
      description =
          "Finds records by a word of their description, or by type:, doctor: or date: with a value"
              + " (date:2026-11-25, date:2026-11). Nodes match a trapdoor that tells them neither"
              + " the word nor the records; what they find is decrypted here. Another's records"
              + " only as its delegate, for the price of a query.")
  static final class Search extends SessionCommand {
    @Parameters(
        paramLabel = "KEYWORD",
        description = "One word, or e.g. type:imaging, doctor:d1, date:2026-11.")
    private String typed;

    @Mixin private OwnerOption owner;

    /** Only patients have an index (CON-34). */
    @Override
    CommandAnswer run() throws Exception {
      Keyword keyword = keyword();
      IdentityCard card = folder().card();
      PublicKey whose = owner.key(identities(), card.participant());
      if (!owner.isGiven() && card.role() != Role.PATIENT) {
        throw new InputException(
            "--for: name whose records; a " + card.role().word() + " has no search index");
      }
      ParticipantSession session = session();
      FoundRecords found = new KeywordSearch(session, whose).run(keyword);
      List<CommandAnswer> records = new ArrayList<>();
      for (Hash id : found.records()) {
        records.add(row(session, id));
      }
      return CommandAnswer.list("records", records)
          .line(count(records.size(), "record") + ", for " + found.price() + " points")
          .with("keyword", keyword.text())
          .with("entries_matched", found.entries())
          .with("price_points", found.price());
    }

    /** A doctor may be named as everywhere else. */
    private Keyword keyword() throws Exception {
      String doctor = "doctor:";
      if (typed.startsWith(doctor)) {
        return Keyword.doctor(identities().key(typed.substring(doctor.length())));
      }
      return typed("KEYWORD: ", () -> Keyword.of(typed));
    }

    /** A row with what this identity also knows of the record. */
    private static CommandAnswer row(ParticipantSession session, Hash id) throws IOException {
      CommandAnswer row = CommandAnswer.of("record", id);
      return session
          .folder()
          .kept(id)
          .map(
              kept ->
                  row.with("type", kept.type())
                      .with("description", kept.description())
                      .text("{record}  {type}  {description}"))
          .orElseGet(() -> row.text("{record}"));
    }
  }

  /**
   * {@code medchain patient delegate-search}: appoints one that searches for the owner (CON-35,
   * PROC-22).
   */
  @Command(
      name = "delegate-search",
      description =
          "Lets another find your records by keywords, until a time; or ends that. A record that is"
              + " found is not read yet: that takes your consent as before. After the end the other"
              + " finds nothing that you enter from then on.")
  static final class Delegate extends DelegationCommand {
    Delegate() {
      super(" may search your records", " searches your records no longer");
    }

    @Override
    void give(PublicKey to, long untilMs) throws Exception {
      delegations().give(to, untilMs);
    }

    @Override
    void end(PublicKey of) throws Exception {
      delegations().end(of);
    }

    private SearchDelegations delegations() throws Exception {
      new OwnIndex(session(), this::progress).finish(); // no key of an index that is left
      return new SearchDelegations(session());
    }
  }

  /** {@code medchain patient searches}: the searchers of the own index (CON-36, PROC-23). */
  @Command(
      name = "searches",
      description =
          "Lists who searched your records and when, as the state proves it: the last 64 searches. "
              + "The ledger does not say what they searched for.")
  static final class SearchLog extends SessionCommand {
    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.advance(); // others searched: their bills have to be proved
      PublicKey own = session.participant();
      long searches =
          session.state(SearchIndexes.headEntry(own)).map(SearchIndexHead::searches).orElse(0L);
      List<SearchLine> found = new ArrayList<>();
      for (long place = 0; place < Math.min(searches, SearchIndexes.LINES_KEPT); place++) {
        session.state(SearchIndexes.lineEntry(own, place)).ifPresent(found::add);
      }
      found.sort(Comparator.comparingLong(SearchLine::number));
      return CommandAnswer.list("searches", found.stream().map(SearchLog::row).toList())
          .line(searches + (searches == 1 ? " search" : " searches"))
          .with("all", searches);
    }

    private static CommandAnswer row(SearchLine search) {
      return CommandAnswer.of("number", search.number())
          .with("at", Instant.ofEpochMilli(search.timeMs()))
          .with("searcher", search.searcher())
          .with("price_points", search.price())
          .with("height", search.height())
          .text("{at}  {searcher~}  for {price_points} points");
    }
  }

  /** {@code medchain patient index}: enters what is in no index yet (PROC-21). */
  @Command(
      name = "index",
      description =
          "Enters the records of this identity in its search index that are not in it: 'upload'"
              + " does so by itself; records that 'upload --index-later' left, or that were read"
              + " again, are entered here, in an order that is drawn. An interrupted update is"
              + " finished too.")
  static final class Enter extends SessionCommand {
    @Override
    CommandAnswer run() throws Exception {
      OwnIndex index = new OwnIndex(session(), this::progress);
      int before = index.entered();
      return CommandAnswer.of("entered", index.addAll())
          .with("before", before)
          .text("{entered} records entered, {before} were in the index before");
    }
  }
}
