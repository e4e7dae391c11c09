/** Checkers and their verdicts, and those that suit every workload. */
package org.medchain.history.check;
