/** What a checker is, and what it says; and the checkers that suit every workload. */
package org.medchain.history.check;
