// The page under test, bundled by esbuild at test time: Amplify as an application imports it, and one way to call it from the test.
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';

const plain = value => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const calls = {
  ...auth,
  configure(Cognito) {
    Amplify.configure({ Auth: { Cognito } });
  },
  /** Tokens are objects with a toString; the test wants the strings and the claims. */
  async session(options) {
    const { tokens } = await auth.fetchAuthSession(options);
    return tokens && {
      accessToken: tokens.accessToken.toString(), idToken: tokens.idToken.toString(),
      access: tokens.accessToken.payload, id: tokens.idToken.payload,
    };
  },
};

/** The result as {value}, or the refusal as {error}: names and texts are what an application sees. */
globalThis.call = async (name, input) => {
  try {
    return { value: plain(await calls[name](input)) };
  } catch (error) {
    return { error: { name: error.name, message: error.message } };
  }
};
globalThis.ready = true;
