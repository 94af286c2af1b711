import { useMutation } from '@tanstack/react-query';
import { predict } from '../../api/requests.ts';

export const usePredict = () => useMutation({ mutationFn: predict });
