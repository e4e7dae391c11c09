/** A participant's folder: its keys, certificates, requests, records and headers (PROC-1). */
package org.medchain.client.identity;
