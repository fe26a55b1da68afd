import axios from 'axios';
import { get } from './a';
jest.mock('axios', () => ({ __esModule: true, default: { get: jest.fn(() => 'got') } }), { virtual: true });
test('x', () => { expect(get()).toBe('got'); expect(axios.get).toHaveBeenCalledWith('/x'); });
