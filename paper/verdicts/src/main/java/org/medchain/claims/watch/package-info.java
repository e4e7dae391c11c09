/** What looks at simulated trials, and adds columns to their rows (CLAIM-13). */
package org.medchain.claims.watch;
