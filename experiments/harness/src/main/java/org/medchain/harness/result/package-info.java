/** Output of a test: history, verdict, figures and a page. */
package org.medchain.harness.result;
