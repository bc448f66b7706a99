// A city's unified identity, as a process of its own: an OpenID provider that knows a few invented members of staff. Prints
// its issuer once it listens. Arguments: the people as JSON, by the account that is typed at its own sign-in page.

import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const people = JSON.parse(process.argv[2] ?? '{}');
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'hedui',
        client_secret: process.env.CLIENT_SECRET,
        // Known when hedui listens; any port of this machine here.
        redirect_uris: [process.env.REDIRECT_URI],
        application_type: 'native',
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
    claims: {
      openid: ['sub'],
      profile: ['preferred_username', 'name', 'office', 'role', 'region'],
    },
    features: { devInteractions: { enabled: true } },
    async findAccount(_, id) {
      return { accountId: id, claims: async () => ({ sub: `sub-of-${id}`, ...people[id] }) };
    },
    // Staff are not asked whether their own office may know their names.
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId: 'hedui', accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  console.log(issuer);
});
