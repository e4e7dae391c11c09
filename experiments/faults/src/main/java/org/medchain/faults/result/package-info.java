/** What a test leaves: history, verdict, figures and a page. */
package org.medchain.faults.result;
