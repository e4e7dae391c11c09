/** What an owner allows and who asked to read, as the ledger proves it (paper §3.1; PROC-17). */
package org.medchain.client.consent;
