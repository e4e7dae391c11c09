/**
 * What a run says, in words that are computed from its config and its cells: for the terminal and
 * for the report's opening.
 */
package org.medchain.experiments.answer;
