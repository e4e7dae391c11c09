package org.medchain.study.analyse;

import org.medchain.experiments.config.UserInputException;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.file.StudyGame.Repeated;
import org.medchain.study.output.StudyResults;
import org.medchain.study.repeated.Repeating;

/**
 * Whether the scheme of credit points achieves its aims (GAME-12, GAME-13, GAME-16): conditions,
 * regions of parameters, sensitivity, budget, repairs. Repeated games have an analysis of their own
 * (GAME-28).
 *
 * @param study what is asked
 * @param work how it is done
 * @param findings get the results
 */
public record CreditAnalysis(StudyFile study, StudyExecution work, StudyResults findings) {
  /** Runs all requested parts. */
  public void run() throws UserInputException {
    if (study.game() instanceof Repeated repeated) {
      new Repeating(study, repeated.play(), work, findings).run();
      return;
    }
    if (!(study.game() instanceof CreditStudyGame credit)) {
      throw study
          .values()
          .refusal(
              "game/kind",
              "'game analyse' is given a game that is neither of the credit points nor repeated",
              "allowed: the kinds credit, repeated; or 'game solve', 'evolve', 'simulate'");
    }
    AnalysisContext setup = new AnalysisContext(study, credit.parameters(), work, findings);
    RegionAnalysis regions = new RegionAnalysis(setup);
    regions.check();
    SensitivityAnalysis.varied(setup.section().section("sensitivity"));
    MechanismTable.check(setup);
    RewardRuleTable.rules(setup);
    findings.heading(study.title());
    findings.say("analyse.describe", study.seed(), study.citation());
    new ParameterTable(credit, findings).report();
    for (String part : setup.section().texts("parts")) {
      switch (part) {
        case "conditions" -> ConditionTable.report(setup);
        case "regions" -> regions.report();
        case "sensitivity" -> new SensitivityAnalysis(setup).report();
        case "budget" -> new BudgetSeries(setup).report();
        case "repairs" -> MechanismTable.report(setup);
        // "reward_rules", the last that the schema lists
        default -> RewardRuleTable.report(setup);
      }
    }
  }
}
